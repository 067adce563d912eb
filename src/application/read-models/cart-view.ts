import type { CartLine } from '../../domain/cart/events.js';
import type { Money } from '../../domain/money.js';
import type { Document } from './document.js';

/** A cart as its customer sees it. */
export interface CartView {
  readonly cartId: string;
  readonly customerId: string;
  readonly status: 'open' | 'checked-out' | 'abandoned';
  readonly lines: readonly (CartLine & { readonly lineTotal: Money })[];
  /** Null while the cart is empty: nothing has no currency. */
  readonly total: Money | null;
  /** Once checked out. */
  readonly orderId?: string;
  readonly revision: number;
}

/** A cart as it is stored. */
export type CartDocument = CartView & Document;
