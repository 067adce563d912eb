import { IsWholeParameter } from '../../infrastructure/http/validation/rules.js';
import { ServiceSettings } from '../runtime/service-settings.js';

/** Settings of order-service beside those of every service. */
export class OrderServiceSettings extends ServiceSettings {
  override PORT = 8083;
  override INSTANCE = 'order-service-1';
  /** How long a placed order waits for product-service's answer before it is cancelled. */
  @IsWholeParameter(1_000, 7 * 24 * 3_600_000) STOCK_ANSWER_TIMEOUT_MS = 900_000;
}
