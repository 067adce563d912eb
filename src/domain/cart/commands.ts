import type { Address } from '../address.js';
import type { Message } from '../message.js';
import type { CartLine } from './events.js';

export type OpenCart = Message<'OpenCart', { readonly cartId: string; readonly customerId: string }>;
/** Adds the product or sets its quantity; name and price come from the product service. */
export type PutCartItem = Message<'PutCartItem', { readonly cartId: string } & CartLine>;
export type RemoveCartItem = Message<
  'RemoveCartItem',
  { readonly cartId: string; readonly productId: string }
>;
/** `orderId` is derived from the cart's id, so that a cart leads to one order. */
export type CheckOutCart = Message<
  'CheckOutCart',
  { readonly cartId: string; readonly orderId: string; readonly shippingAddress?: Address }
>;
export type AbandonCart = Message<'AbandonCart', { readonly cartId: string }>;

export type CartCommand = OpenCart | PutCartItem | RemoveCartItem | CheckOutCart | AbandonCart;
