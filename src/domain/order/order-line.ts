import type { Money } from '../money.js';

/** What is ordered of one product. */
export interface OrderLine {
  readonly productId: string;
  /** The product's name when it was ordered, where it is known. */
  readonly name?: string;
  readonly quantity: number;
  readonly unitPrice: Money;
}

/** A line that the stock could not serve. */
export interface ShortLine {
  readonly productId: string;
  /** `insufficient-stock`, `product-not-found`, `product-discontinued` … */
  readonly code: string;
  readonly requested: number;
  readonly available: number;
}
