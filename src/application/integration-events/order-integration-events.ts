import type { Address } from '../../domain/address.js';
import type { Message } from '../../domain/message.js';
import type { Money } from '../../domain/money.js';

/** A line of a published order. */
export interface PublishedOrderLine {
  readonly productId: string;
  readonly name?: string;
  readonly quantity: number;
  readonly unitPrice: Money;
}

/** A line of an order that could not be served: `code` says why (`insufficient-stock`, `product-not-found` …). */
export interface PublishedShortLine {
  readonly productId: string;
  readonly code: string;
  readonly requested: number;
  readonly available: number;
}

/** Published by order-service: a customer has placed an order; stock is asked for. */
export type OrderPlacedV1 = Message<
  'order.placed.v1',
  {
    readonly orderId: string;
    readonly customerId: string;
    readonly lines: readonly PublishedOrderLine[];
    readonly total: Money;
    readonly shippingAddress?: Address;
  }
>;
/** Published by order-service: the order's stock is its own. */
export type OrderConfirmedV1 = Message<
  'order.confirmed.v1',
  { readonly orderId: string; readonly customerId: string; readonly total: Money }
>;
/** Published by order-service: the order could not be served. */
export type OrderRejectedV1 = Message<
  'order.rejected.v1',
  {
    readonly orderId: string;
    readonly customerId: string;
    readonly total: Money;
    readonly code: string;
    readonly lines: readonly PublishedShortLine[];
  }
>;
/** Published by order-service: the order was called off, by the customer or for want of an answer. */
export type OrderCancelledV1 = Message<
  'order.cancelled.v1',
  { readonly orderId: string; readonly customerId: string; readonly total: Money; readonly reason: string }
>;

/** What order-service tells the other services, in the stream `integration.order-<orderId>` or through Kafka. */
export type OrderIntegrationEvent = OrderPlacedV1 | OrderConfirmedV1 | OrderRejectedV1 | OrderCancelledV1;

/** The types of all that order-service tells the other services. */
export const orderIntegrationEventTypes = Object.keys({
  'order.placed.v1': true,
  'order.confirmed.v1': true,
  'order.rejected.v1': true,
  'order.cancelled.v1': true,
} satisfies Record<OrderIntegrationEvent['type'], true>) as readonly OrderIntegrationEvent['type'][];
