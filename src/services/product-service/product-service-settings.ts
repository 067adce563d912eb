import { ServiceSettings } from '../runtime/service-settings.js';

export class ProductServiceSettings extends ServiceSettings {
  override PORT = 8082;
  override INSTANCE = 'product-service-1';
}
