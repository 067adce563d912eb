import { ServiceSettings } from '../runtime/service-settings.js';

/** Settings of shopping-query-service: those of every service. */
export class ShoppingQuerySettings extends ServiceSettings {
  override PORT = 8085;
  override INSTANCE = 'shopping-query-service-1';
}
