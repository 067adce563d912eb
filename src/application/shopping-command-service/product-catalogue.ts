import type { Money } from '../../domain/money.js';
import type { Inquiry } from '../inquiry.js';

/** What a cart needs to know of a product. */
export interface CatalogueProduct {
  readonly productId: string;
  readonly name: string;
  readonly price: Money;
  readonly available: number;
  readonly status: 'active' | 'discontinued';
}

/** The products as product-service knows them. */
export interface ProductCatalogue {
  /**
   * A product; undefined when there is none.
   * @throws TransientError when product-service gives no answer in time
   */
  find(productId: string, inquiry: Inquiry): Promise<CatalogueProduct | undefined>;

  /** The same with all that has happened to the product by now: slower, and never behind. */
  findLatest(productId: string, inquiry: Inquiry): Promise<CatalogueProduct | undefined>;
}
