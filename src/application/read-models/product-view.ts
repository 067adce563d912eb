import type { Money } from '../../domain/money.js';
import type { Document } from './document.js';

/** A product as the shop offers it. */
export interface ProductView {
  readonly productId: string;
  readonly name: string;
  readonly description: string;
  readonly price: Money;
  /** `available` = `onHand` − `reserved`. */
  readonly stock: { readonly onHand: number; readonly reserved: number; readonly available: number };
  readonly status: 'active' | 'discontinued';
  readonly revision: number;
}

/** A product as it is stored. */
export interface ProductDocument extends ProductView, Document {
  readonly revision: number;
  /** Units that orders have been confirmed for, ever. */
  readonly sold: number;
  /** Whether it can be ordered now. */
  readonly inStock: boolean;
  readonly searchText: string;
}
