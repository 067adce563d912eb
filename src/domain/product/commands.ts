import type { Message } from '../message.js';
import type { Money } from '../money.js';

/** `initialStock` is a whole number ≥ 0. */
export type RegisterProduct = Message<
  'RegisterProduct',
  {
    readonly productId: string;
    readonly name: string;
    readonly description: string;
    readonly price: Money;
    readonly initialStock: number;
  }
>;
/** What is left out stays as it is. */
export type ChangeProductDetails = Message<
  'ChangeProductDetails',
  { readonly productId: string; readonly name?: string; readonly description?: string }
>;
export type ChangeProductPrice = Message<
  'ChangeProductPrice',
  { readonly productId: string; readonly price: Money }
>;
export type ReplenishStock = Message<
  'ReplenishStock',
  { readonly productId: string; readonly quantity: number }
>;
/** An order reserves a product at most once. */
export type ReserveStock = Message<
  'ReserveStock',
  { readonly productId: string; readonly orderId: string; readonly quantity: number }
>;
export type ReleaseStockReservation = Message<
  'ReleaseStockReservation',
  { readonly productId: string; readonly orderId: string }
>;
/** The order's reserved units leave the stock for good. */
export type DeductStock = Message<'DeductStock', { readonly productId: string; readonly orderId: string }>;
export type DiscontinueProduct = Message<'DiscontinueProduct', { readonly productId: string }>;

export type ProductCommand =
  | RegisterProduct
  | ChangeProductDetails
  | ChangeProductPrice
  | ReplenishStock
  | ReserveStock
  | ReleaseStockReservation
  | DeductStock
  | DiscontinueProduct;
