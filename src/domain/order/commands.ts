import type { Address } from '../address.js';
import type { Message } from '../message.js';
import type { OrderLine, ShortLine } from './order-line.js';

/** The total is computed, not given. */
export type CreateOrder = Message<
  'CreateOrder',
  {
    readonly orderId: string;
    readonly customerId: string;
    readonly lines: readonly OrderLine[];
    readonly shippingAddress?: Address;
  }
>;
export type PlaceOrder = Message<'PlaceOrder', { readonly orderId: string }>;
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

export type OrderCommand = CreateOrder | PlaceOrder | ConfirmOrder | RejectOrder | CancelOrder;
