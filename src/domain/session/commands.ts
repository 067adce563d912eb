import type { Message } from '../message.js';
import type { SessionEnd, SessionOpened } from './events.js';

export type OpenSession = Message<'OpenSession', SessionOpened['data']>;
/**
 * Exchanges the refresh token behind `presentedHash` for the one behind `nextHash`, at `now` (ISO 8601). It must be one that was
 * issued for this session, whenever that was. The exchange may be repeated for `graceMs` milliseconds.
 */
export type RefreshSession = Message<
  'RefreshSession',
  {
    readonly sessionId: string;
    readonly presentedHash: string;
    readonly nextHash: string;
    readonly now: string;
    readonly graceMs: number;
  }
>;
export type CloseSession = Message<
  'CloseSession',
  { readonly sessionId: string; readonly reason: SessionEnd }
>;

export type SessionCommand = OpenSession | RefreshSession | CloseSession;
