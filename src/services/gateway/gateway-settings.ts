import { ProcessSettings } from '../runtime/service-settings.js';
import { IsUrlList } from '../runtime/url-list.js';

/** Addresses of the services' instances, comma-separated, beside what every process has. */
export class GatewaySettings extends ProcessSettings {
  override PORT = 8080;
  override INSTANCE = 'gateway-1';
  @IsUrlList(1) CUSTOMER_SERVICE_URLS: readonly string[] = ['http://127.0.0.1:8081'];
  @IsUrlList(1) PRODUCT_SERVICE_URLS: readonly string[] = ['http://127.0.0.1:8082'];
  @IsUrlList(1) ORDER_SERVICE_URLS: readonly string[] = ['http://127.0.0.1:8083'];
  @IsUrlList(1) SHOPPING_COMMAND_SERVICE_URLS: readonly string[] = ['http://127.0.0.1:8084'];
  @IsUrlList(1) SHOPPING_QUERY_SERVICE_URLS: readonly string[] = ['http://127.0.0.1:8085'];
}

/** How long requests in flight are given to end when the gateway stops, in milliseconds. */
export const DRAIN_MS = 5_000;
