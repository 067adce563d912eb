import { ServiceSettings } from '../runtime/service-settings.js';

/** Settings of product-service: those of every service. */
export class ProductServiceSettings extends ServiceSettings {
  override PORT = 8082;
  override INSTANCE = 'product-service-1';
}
