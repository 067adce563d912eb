import type { Message } from '../message.js';

/** `emailHash`: hex SHA-256 of the normalised e-mail address. */
export type ClaimEmail = Message<'ClaimEmail', { readonly emailHash: string; readonly customerId: string }>;
export type ReleaseEmailClaim = Message<
  'ReleaseEmailClaim',
  { readonly emailHash: string; readonly customerId: string }
>;

export type EmailClaimCommand = ClaimEmail | ReleaseEmailClaim;
