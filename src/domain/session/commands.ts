import type { Message } from '../message.js';
import type { SessionEnd, SessionOpened } from './events.js';

export type OpenSession = Message<'OpenSession', SessionOpened['data']>;
/** Exchanges the refresh token behind `presentedHash` for the one behind `nextHash`, at `now` (ISO 8601). */
export type RefreshSession = Message<
  'RefreshSession',
  {
    readonly sessionId: string;
    readonly presentedHash: string;
    readonly nextHash: string;
    readonly now: string;
  }
>;
export type CloseSession = Message<
  'CloseSession',
  { readonly sessionId: string; readonly reason: SessionEnd }
>;

export type SessionCommand = OpenSession | RefreshSession | CloseSession;
