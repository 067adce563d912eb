import type { Message } from '../message.js';
import type { Money } from '../money.js';

export type ProductRegistered = Message<
  'ProductRegistered',
  { readonly productId: string; readonly name: string; readonly description: string; readonly price: Money }
>;
/** Holds all the details as they are from now on, not only those that changed. */
export type ProductDetailsChanged = Message<
  'ProductDetailsChanged',
  { readonly productId: string; readonly name: string; readonly description: string }
>;
export type ProductPriceChanged = Message<
  'ProductPriceChanged',
  { readonly productId: string; readonly price: Money }
>;
/** Units came in: the initial stock too. `onHand` grows by `quantity`. */
export type StockReplenished = Message<
  'StockReplenished',
  { readonly productId: string; readonly quantity: number }
>;
/** Units on hand are set aside for an order: `reserved` grows by `quantity`. */
export type StockReserved = Message<
  'StockReserved',
  { readonly productId: string; readonly orderId: string; readonly quantity: number }
>;
/** The units set aside for an order are free again: `reserved` shrinks by `quantity`. */
export type StockReservationReleased = Message<
  'StockReservationReleased',
  { readonly productId: string; readonly orderId: string; readonly quantity: number }
>;
/** The units set aside for an order are sold: `reserved` and `onHand` shrink by `quantity`. */
export type StockDeducted = Message<
  'StockDeducted',
  { readonly productId: string; readonly orderId: string; readonly quantity: number }
>;
export type ProductDiscontinued = Message<'ProductDiscontinued', { readonly productId: string }>;

export type ProductEvent =
  | ProductRegistered
  | ProductDetailsChanged
  | ProductPriceChanged
  | StockReplenished
  | StockReserved
  | StockReservationReleased
  | StockDeducted
  | ProductDiscontinued;

/** The schema version that each event type is written with today. */
export const productEventVersions: Readonly<Record<ProductEvent['type'], number>> = {
  ProductRegistered: 1,
  ProductDetailsChanged: 1,
  ProductPriceChanged: 1,
  StockReplenished: 1,
  StockReserved: 1,
  StockReservationReleased: 1,
  StockDeducted: 1,
  ProductDiscontinued: 1,
};
