import type { Address } from '../address.js';
import type { Money } from '../money.js';
import type { OrderLine, ShortLine } from '../order/order-line.js';

/** The occasions on which a customer is written to about an order. */
export type OrderEmailKind = 'order-received' | 'order-confirmed' | 'order-rejected' | 'order-cancelled';

/** What an e-mail says about its order. */
export interface OrderEmailFacts {
  readonly total: Money;
  /** What was ordered: `order-received`. */
  readonly lines?: readonly OrderLine[];
  /** `order-received`, when the customer gave one. */
  readonly shippingAddress?: Address;
  /** Why it was refused: `order-rejected`. */
  readonly rejection?: { readonly code: string; readonly lines: readonly ShortLine[] };
  /** Why it was cancelled: `order-cancelled`. */
  readonly cancellationReason?: string;
}
