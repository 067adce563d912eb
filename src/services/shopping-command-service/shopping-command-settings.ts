import { ServiceSettings } from '../runtime/service-settings.js';

export class ShoppingCommandSettings extends ServiceSettings {
  override PORT = 8084;
  override INSTANCE = 'shopping-command-service-1';
}
