import { ServiceSettings } from '../runtime/service-settings.js';
import { IsUrlList } from '../runtime/url-list.js';

export class ShoppingCommandSettings extends ServiceSettings {
  override PORT = 8084;
  override INSTANCE = 'shopping-command-service-1';
  @IsUrlList(1) PRODUCT_SERVICE_URLS: readonly string[] = ['http://127.0.0.1:8082'];
}
