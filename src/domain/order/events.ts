import type { Address } from '../address.js';
import type { Message } from '../message.js';
import type { Money } from '../money.js';
import type { OrderLine, ShortLine } from './order-line.js';

/** The order as it was created; it never changes afterwards. */
export interface OrderContent {
  readonly orderId: string;
  readonly customerId: string;
  readonly lines: readonly OrderLine[];
  /** Sum of quantity × unit price. */
  readonly total: Money;
  readonly shippingAddress?: Address;
}

export type OrderCreated = Message<'OrderCreated', OrderContent>;
/** The customer's word: from here on the store owes an answer. */
export type OrderPlaced = Message<'OrderPlaced', OrderContent>;
export type OrderConfirmed = Message<
  'OrderConfirmed',
  { readonly orderId: string; readonly customerId: string; readonly total: Money }
>;
export type OrderRejected = Message<
  'OrderRejected',
  {
    readonly orderId: string;
    readonly customerId: string;
    readonly total: Money;
    readonly code: string;
    readonly lines: readonly ShortLine[];
  }
>;
export type OrderCancelled = Message<
  'OrderCancelled',
  {
    readonly orderId: string;
    readonly customerId: string;
    readonly total: Money;
    readonly reason: string;
    readonly cancelledBy: 'customer' | 'deadline';
  }
>;

export type OrderEvent = OrderCreated | OrderPlaced | OrderConfirmed | OrderRejected | OrderCancelled;

/** The schema version that each event type is written with today. */
export const orderEventVersions: Readonly<Record<OrderEvent['type'], number>> = {
  OrderCreated: 1,
  OrderPlaced: 1,
  OrderConfirmed: 1,
  OrderRejected: 1,
  OrderCancelled: 1,
};
