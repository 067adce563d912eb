import { ServiceSettings } from '../runtime/service-settings.js';

/** Settings of shopping-command-service: those of every service. */
export class ShoppingCommandSettings extends ServiceSettings {
  override PORT = 8084;
  override INSTANCE = 'shopping-command-service-1';
}
