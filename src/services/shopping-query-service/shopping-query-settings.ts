import { ServiceSettings } from '../runtime/service-settings.js';

export class ShoppingQuerySettings extends ServiceSettings {
  override PORT = 8085;
  override INSTANCE = 'shopping-query-service-1';
}
