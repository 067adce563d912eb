import type { Message } from '../message.js';

/**
 * One customer has the use of an e-mail address, newly or still. `emailHash`: hex SHA-256 of the normalised address, also
 * the stream's id.
 */
export type EmailClaimed = Message<
  'EmailClaimed',
  { readonly emailHash: string; readonly customerId: string }
>;
/** The address is free again. */
export type EmailClaimReleased = Message<
  'EmailClaimReleased',
  { readonly emailHash: string; readonly customerId: string }
>;

export type EmailClaimEvent = EmailClaimed | EmailClaimReleased;

/** The schema version that each event type is written with today. */
export const emailClaimEventVersions: Readonly<Record<EmailClaimEvent['type'], number>> = {
  EmailClaimed: 1,
  EmailClaimReleased: 1,
};
