import type { Address } from '../../domain/address.js';
import type { Money } from '../../domain/money.js';
import type { OrderLine, ShortLine } from '../../domain/order/order-line.js';
import type { Document } from './document.js';

/** How far an order has come. */
export type OrderStatus = 'created' | 'placed' | 'confirmed' | 'rejected' | 'cancelled';

/** Whether an order in this status has its outcome: nothing happens to it any more. */
export function isClosed(status: OrderStatus): boolean {
  return status === 'confirmed' || status === 'rejected' || status === 'cancelled';
}

/** An order with all that has happened to it. */
export interface OrderView {
  readonly orderId: string;
  readonly customerId: string;
  readonly status: OrderStatus;
  readonly lines: readonly OrderLine[];
  readonly total: Money;
  readonly shippingAddress?: Address;
  /** Why it was rejected. */
  readonly rejection?: { readonly code: string; readonly lines: readonly ShortLine[] };
  /** Why it was cancelled. */
  readonly cancellationReason?: string;
  /** Its events' types, with the moments they were recorded at (ISO 8601 UTC). */
  readonly timeline: readonly { readonly at: string; readonly event: string }[];
  readonly revision: number;
}

/** An order as it is stored. */
export type OrderDocument = OrderView & Document;
