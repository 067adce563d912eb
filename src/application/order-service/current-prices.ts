import type { Money } from '../../domain/money.js';
import type { Inquiry } from '../inquiry.js';

/** What products cost, as product-service knows it. */
export interface CurrentPrices {
  /**
   * A product's price; undefined when there is no such product.
   * @throws TransientError when product-service gives no answer in time
   */
  of(productId: string, inquiry: Inquiry): Promise<Money | undefined>;

  /** The same with all that has happened to the product by now: slower, and never behind. */
  latestOf(productId: string, inquiry: Inquiry): Promise<Money | undefined>;
}
