import type { OrderEmailKind } from '../../domain/email/order-email.js';
import type { Document } from './document.js';

/** What has become of an e-mail to a customer. */
export interface EmailView {
  readonly emailId: string;
  readonly kind: OrderEmailKind;
  readonly orderId: string;
  readonly to: string;
  readonly subject: string;
  /** `failed`: the last attempt was in vain, another one follows. `abandoned`: none follows. */
  readonly status: 'requested' | 'sent' | 'failed' | 'abandoned';
  /** Attempts made so far. */
  readonly attempts: number;
  /** ISO 8601 UTC; null until sent. */
  readonly sentAt: string | null;
}

/** An e-mail as it is stored. */
export interface EmailDocument extends EmailView, Document {
  readonly customerId: string;
}
