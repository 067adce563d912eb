import type { Decider } from '../decider.js';
import { DomainError } from '../domain-error.js';
import { NotFoundError } from '../not-found-error.js';
import type { RefreshSession, SessionCommand } from './commands.js';
import type { SessionEvent, SessionOpened } from './events.js';

/** The exchange by which a session came to its refresh token. */
interface Exchange {
  readonly previousHash: string;
  /** ISO 8601. */
  readonly refreshedAt: string;
}

type OpenedSession = { readonly status: 'open'; readonly exchange?: Exchange } & SessionOpened['data'];

export type SessionState =
  | { readonly status: 'unopened' }
  | OpenedSession
  | { readonly status: 'closed'; readonly customerId: string };

/**
 * What a customer who signed in has with the shop, in the stream `session-<sessionId>`. A refresh token is good once: showing a
 * used one ends the session, because of the two who have it one is a thief. Only the exchange just made may be repeated for a
 * short while, by whom its answer did not reach; the token given first is used up by that, so that of two who hold tokens of
 * one session still only one can go on.
 * Errors: `session-exists`, `session-not-found`, `session-ended`.
 */
export const sessionDecider: Decider<SessionState, SessionCommand, SessionEvent> = {
  category: 'session',
  initialState: { status: 'unopened' },
  decide,
  evolve,
};

function decide(command: SessionCommand, state: SessionState): readonly SessionEvent[] {
  if (command.type === 'OpenSession') {
    if (state.status === 'unopened') return [{ type: 'SessionOpened', data: command.data }];
    throw new DomainError('session-exists', `Session ${command.data.sessionId} has been opened already`);
  }
  if (state.status === 'unopened') throw new NotFoundError('session', command.data.sessionId);
  if (command.type === 'RefreshSession') return refresh(command, state);
  return state.status === 'closed' ? [] : [{ type: 'SessionClosed', data: command.data }];
}

function refresh(
  { data }: RefreshSession,
  state: Exclude<SessionState, { status: 'unopened' }>,
): readonly SessionEvent[] {
  const { sessionId, presentedHash, nextHash, now } = data;
  if (state.status === 'closed' || Date.parse(state.expiresAt) <= Date.parse(now)) {
    throw new DomainError('session-ended', 'The session has ended');
  }
  if (presentedHash === state.refreshHash) {
    return [{ type: 'SessionRefreshed', data: { sessionId, refreshHash: nextHash, refreshedAt: now } }];
  }
  if (isRepeat(data, state.exchange)) {
    return [{ type: 'SessionRefreshRepeated', data: { sessionId, refreshHash: nextHash } }];
  }
  return [{ type: 'SessionClosed', data: { sessionId, reason: 'token-reused' } }];
}

/** Whether the exchange just made is asked for again, soon enough. */
function isRepeat(
  { presentedHash, now, graceMs }: RefreshSession['data'],
  exchange: Exchange | undefined,
): boolean {
  if (exchange === undefined || presentedHash !== exchange.previousHash) return false;
  return Date.parse(now) < Date.parse(exchange.refreshedAt) + graceMs;
}

function evolve(state: SessionState, event: SessionEvent): SessionState {
  if (event.type === 'SessionOpened') return { status: 'open', ...event.data };
  if (state.status !== 'open') return state;
  if (event.type === 'SessionClosed') return { status: 'closed', customerId: state.customerId };
  const { refreshHash } = event.data;
  if (event.type === 'SessionRefreshRepeated') return { ...state, refreshHash };
  const { refreshedAt } = event.data;
  return { ...state, refreshHash, exchange: { previousHash: state.refreshHash, refreshedAt } };
}
