import type { Address } from '../address.js';
import type { Message } from '../message.js';
import type { Money } from '../money.js';

/** One product in a cart, at the price the customer was shown when it was put there. */
export interface CartLine {
  readonly productId: string;
  readonly name: string;
  readonly unitPrice: Money;
  readonly quantity: number;
}

export type CartOpened = Message<'CartOpened', { readonly cartId: string; readonly customerId: string }>;
export type CartItemAdded = Message<'CartItemAdded', { readonly cartId: string } & CartLine>;
/** The line as it is from now on: name and price are those of the moment of the change. */
export type CartItemQuantityChanged = Message<
  'CartItemQuantityChanged',
  { readonly cartId: string } & CartLine
>;
export type CartItemRemoved = Message<
  'CartItemRemoved',
  { readonly cartId: string; readonly productId: string }
>;
/** Everything that the order will need. */
export type CartCheckedOut = Message<
  'CartCheckedOut',
  {
    readonly cartId: string;
    readonly customerId: string;
    readonly orderId: string;
    readonly lines: readonly CartLine[];
    readonly total: Money;
    readonly shippingAddress?: Address;
  }
>;
export type CartAbandoned = Message<'CartAbandoned', { readonly cartId: string }>;

export type CartEvent =
  CartOpened | CartItemAdded | CartItemQuantityChanged | CartItemRemoved | CartCheckedOut | CartAbandoned;

/** The schema version that each event type is written with today. */
export const cartEventVersions: Readonly<Record<CartEvent['type'], number>> = {
  CartOpened: 1,
  CartItemAdded: 1,
  CartItemQuantityChanged: 1,
  CartItemRemoved: 1,
  CartCheckedOut: 1,
  CartAbandoned: 1,
};
