import type { CartLine } from './events.js';

/** The most different products in one cart. */
export const MAX_CART_LINES = 100;

export type CartState =
  | { readonly status: 'unopened' }
  | {
      readonly status: 'open' | 'checked-out' | 'abandoned';
      readonly cartId: string;
      readonly customerId: string;
      readonly lines: readonly CartLine[];
      /** The order that the checkout leads to. */
      readonly orderId?: string;
    };

/** A cart that has been opened. */
export type OpenedCart = Exclude<CartState, { status: 'unopened' }>;
