import type { Money } from '../money.js';

/** Units set aside for an order that is not decided yet. */
export interface Reservation {
  readonly orderId: string;
  readonly quantity: number;
}

/** A reservation that is over. */
export interface SettledReservation {
  readonly orderId: string;
  readonly outcome: 'released' | 'deducted';
}

/**
 * How many settled reservations a product remembers. A stream may live for millions of orders, so the memory is bounded;
 * a command repeated under its own id is recognised before it comes here.
 */
export const SETTLED_RESERVATIONS_REMEMBERED = 1_000;

/** `0 ≤ reserved ≤ onHand` at all times; what ever came in is `onHand + sold`. */
export interface RegisteredProduct {
  readonly status: 'active' | 'discontinued';
  readonly productId: string;
  readonly name: string;
  readonly description: string;
  readonly price: Money;
  readonly onHand: number;
  /** Sum of the open reservations. */
  readonly reserved: number;
  readonly sold: number;
  readonly reservations: readonly Reservation[];
  /** The last ones, newest at the end. */
  readonly settled: readonly SettledReservation[];
}

export type ProductState = { readonly status: 'unregistered' } | RegisteredProduct;
