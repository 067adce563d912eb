import type { Message } from '../message.js';

/**
 * A customer has signed in. Only hashes are kept: `refreshHash` of the refresh token, `credentialHash` of the stored password hash
 * that was right then, so that a new password ends the session. It ends at `expiresAt` (ISO 8601) in any case.
 */
export type SessionOpened = Message<
  'SessionOpened',
  {
    readonly sessionId: string;
    readonly customerId: string;
    readonly refreshHash: string;
    readonly credentialHash: string;
    readonly expiresAt: string;
  }
>;
/** The refresh token has been used up at `refreshedAt` (ISO 8601); the one behind `refreshHash` takes its place. */
export type SessionRefreshed = Message<
  'SessionRefreshed',
  { readonly sessionId: string; readonly refreshHash: string; readonly refreshedAt: string }
>;
/** The last exchange was asked for again: the refresh token behind `refreshHash` takes the place of the one given then. */
export type SessionRefreshRepeated = Message<
  'SessionRefreshRepeated',
  { readonly sessionId: string; readonly refreshHash: string }
>;
/** From here on no access token is issued for it. `token-reused`: a used refresh token came back, so a thief has one. */
export type SessionClosed = Message<
  'SessionClosed',
  { readonly sessionId: string; readonly reason: SessionEnd }
>;

export type SessionEnd = 'signed-out' | 'token-reused' | 'credentials-changed';

export type SessionEvent = SessionOpened | SessionRefreshed | SessionRefreshRepeated | SessionClosed;

/** The schema version that each event type is written with today. */
export const sessionEventVersions: Readonly<Record<SessionEvent['type'], number>> = {
  SessionOpened: 1,
  SessionRefreshed: 2,
  SessionRefreshRepeated: 1,
  SessionClosed: 1,
};
