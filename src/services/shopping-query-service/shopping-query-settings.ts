import { ServiceSettings } from '../runtime/service-settings.js';
import { IsUrlList } from '../runtime/url-list.js';

export class ShoppingQuerySettings extends ServiceSettings {
  override PORT = 8085;
  override INSTANCE = 'shopping-query-service-1';
  @IsUrlList(1) ORDER_SERVICE_URLS: readonly string[] = ['http://127.0.0.1:8083'];
}
