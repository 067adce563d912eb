import type { Message } from '../message.js';
import type { OrderEmailFacts, OrderEmailKind } from './order-email.js';

/** An e-mail to be sent, with all its templates need. */
export type EmailRequested = Message<
  'EmailRequested',
  {
    readonly emailId: string;
    readonly kind: OrderEmailKind;
    readonly orderId: string;
    readonly customerId: string;
    readonly to: string;
    readonly recipientName: string;
    readonly subject: string;
    readonly order: OrderEmailFacts;
  }
>;
/** A mail server took the e-mail over. */
export type EmailSent = Message<'EmailSent', { readonly emailId: string }>;
/** `attempt` counts from 1. */
export type EmailAttemptFailed = Message<
  'EmailAttemptFailed',
  { readonly emailId: string; readonly attempt: number; readonly error: string }
>;
/** No further attempt will be made. */
export type EmailAbandoned = Message<'EmailAbandoned', { readonly emailId: string; readonly reason: string }>;

export type EmailEvent = EmailRequested | EmailSent | EmailAttemptFailed | EmailAbandoned;

/** The schema version that each event type is written with today. */
export const emailEventVersions: Readonly<Record<EmailEvent['type'], number>> = {
  EmailRequested: 1,
  EmailSent: 1,
  EmailAttemptFailed: 1,
  EmailAbandoned: 1,
};
