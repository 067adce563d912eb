import type { AbandonEmail } from '../../domain/email/commands.js';
import type { OrderEmailFacts, OrderEmailKind } from '../../domain/email/order-email.js';
import type { Message } from '../../domain/message.js';

/** Looks up the customer's address, asks for the e-mail and makes the first attempt to send it; refused when there is nobody to write to, and as `SendEmail` is. */
export type SendOrderEmail = Message<
  'SendOrderEmail',
  {
    readonly emailId: string;
    readonly kind: OrderEmailKind;
    readonly orderId: string;
    readonly customerId: string;
    readonly order: OrderEmailFacts;
  }
>;
/** A further attempt to hand the e-mail to a mail server; refused with `email-attempt-failed` when that did not work. */
export type SendEmail = Message<'SendEmail', { readonly emailId: string }>;

export type OrderEmailCommand = SendOrderEmail | SendEmail | AbandonEmail;

export type OrderEmailFact =
  | Message<'EmailAskedFor', { readonly emailId: string }>
  | Message<'EmailDelivered', { readonly emailId: string }>
  /** `attempt` counts from 1. */
  | Message<
      'DeliveryFailed',
      { readonly emailId: string; readonly attempt: number; readonly message: string }
    >
  /** The last attempt has failed. Worth an operator's look. */
  | Message<'DeliveryGivenUp', { readonly emailId: string; readonly attempts: number }>
  /** There is no e-mail to send: the customer is unknown or erased, or the mail was abandoned. */
  | Message<
      'EmailRefused',
      { readonly emailId: string; readonly command: string; readonly code: string; readonly message: string }
    >;
