import type { Message } from '../../domain/message.js';
import type { DeductStock, ReleaseStockReservation, ReserveStock } from '../../domain/product/commands.js';
import type { OrderIntegrationEvent } from '../integration-events/order-integration-events.js';
import type {
  StockReservedForOrderV1,
  StockUnavailableForOrderV1,
} from '../integration-events/stock-integration-events.js';

export type StockReservationInput = OrderIntegrationEvent;

/** Publishes `stock.reserved-for-order.v1`. */
export type PublishStockReserved = Message<'PublishStockReserved', StockReservedForOrderV1['data']>;
/** Publishes `stock.unavailable-for-order.v1`. */
export type PublishStockUnavailable = Message<'PublishStockUnavailable', StockUnavailableForOrderV1['data']>;

export type StockReservationCommand =
  ReserveStock | ReleaseStockReservation | DeductStock | PublishStockReserved | PublishStockUnavailable;

/** What became of the order: its units are sold, or free again. */
export type Closing = 'deduct' | 'release';

export type StockReservationFact =
  | Message<
      'StockRequested',
      { readonly orderId: string; readonly lines: readonly { productId: string; quantity: number }[] }
    >
  | Message<'LineReserved', { readonly productId: string }>
  | Message<'LineRefused', { readonly productId: string; readonly code: string; readonly available: number }>
  | Message<'StockAnswered', { readonly reserved: boolean }>
  | Message<'OrderClosed', { readonly orderId: string; readonly closing: Closing }>
  | Message<'SettlementStarted', { readonly productIds: readonly string[] }>
  | Message<'LineSettled', { readonly productId: string }>
  /** A product refused to deduct or release. Must not happen; worth an operator's look. */
  | Message<
      'SettlementFailed',
      {
        readonly productId: string;
        readonly command: string;
        readonly code: string;
        readonly message: string;
      }
    >;
