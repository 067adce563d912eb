import type { Message } from '../../domain/message.js';
import type { PublishedShortLine } from './order-integration-events.js';

/** Published by product-service: every line of the order is reserved. */
export type StockReservedForOrderV1 = Message<'stock.reserved-for-order.v1', { readonly orderId: string }>;
/** Published by product-service: nothing is reserved for the order; `lines` are those that were short. */
export type StockUnavailableForOrderV1 = Message<
  'stock.unavailable-for-order.v1',
  { readonly orderId: string; readonly lines: readonly PublishedShortLine[] }
>;

/** What product-service answers to a placed order, in the stream `integration.order-<orderId>` or through Kafka. */
export type StockIntegrationEvent = StockReservedForOrderV1 | StockUnavailableForOrderV1;

/** The types of all that product-service answers. */
export const stockIntegrationEventTypes = Object.keys({
  'stock.reserved-for-order.v1': true,
  'stock.unavailable-for-order.v1': true,
} satisfies Record<StockIntegrationEvent['type'], true>) as readonly StockIntegrationEvent['type'][];
