import type { Address } from '../address.js';
import type { Message } from '../message.js';
import type { OrderLine, ShortLine } from './order-line.js';

/** What an order is made of; the total is computed, not given. */
export interface OrderRequest {
  readonly orderId: string;
  readonly customerId: string;
  readonly lines: readonly OrderLine[];
  readonly shippingAddress?: Address;
}

export type CreateOrder = Message<'CreateOrder', OrderRequest>;
export type PlaceOrder = Message<'PlaceOrder', { readonly orderId: string }>;
/** Creates and places an order in one step. */
export type SubmitOrder = Message<'SubmitOrder', OrderRequest>;
export type ConfirmOrder = Message<'ConfirmOrder', { readonly orderId: string }>;
/** `code` says why in one word, `lines` which lines were short. */
export type RejectOrder = Message<
  'RejectOrder',
  { readonly orderId: string; readonly code: string; readonly lines: readonly ShortLine[] }
>;
export type CancelOrder = Message<
  'CancelOrder',
  { readonly orderId: string; readonly reason: string; readonly cancelledBy: 'customer' | 'deadline' }
>;

export type OrderCommand = CreateOrder | PlaceOrder | SubmitOrder | ConfirmOrder | RejectOrder | CancelOrder;
