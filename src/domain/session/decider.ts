import type { Decider } from '../decider.js';
import { DomainError } from '../domain-error.js';
import { NotFoundError } from '../not-found-error.js';
import type { RefreshSession, SessionCommand } from './commands.js';
import type { SessionEvent, SessionOpened } from './events.js';

export type SessionState =
  | { readonly status: 'unopened' }
  | ({
      readonly status: 'open' | 'closed';
      /** Hashes of the refresh tokens that have been exchanged: whoever shows one again has kept or stolen it. */
      readonly usedHashes: readonly string[];
    } & SessionOpened['data']);

type OpenedSession = Exclude<SessionState, { status: 'unopened' }>;

/**
 * What a customer who signed in has with the shop, in the stream `session-<sessionId>`. A refresh token is good once: showing a
 * used one ends the session, because of the two who have it one is a thief.
 * Errors: `session-exists`, `session-not-found`, `session-ended`, `refresh-token-unknown`.
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

function refresh({ data }: RefreshSession, state: OpenedSession): readonly SessionEvent[] {
  const { sessionId, presentedHash, nextHash, now } = data;
  if (state.status === 'closed' || Date.parse(state.expiresAt) <= Date.parse(now)) {
    throw new DomainError('session-ended', 'The session has ended');
  }
  if (presentedHash === state.refreshHash) {
    return [{ type: 'SessionRefreshed', data: { sessionId, refreshHash: nextHash } }];
  }
  if (state.usedHashes.includes(presentedHash)) {
    return [{ type: 'SessionClosed', data: { sessionId, reason: 'token-reused' } }];
  }
  throw new DomainError('refresh-token-unknown', 'This session has no such refresh token');
}

function evolve(state: SessionState, event: SessionEvent): SessionState {
  if (event.type === 'SessionOpened') return { status: 'open', usedHashes: [], ...event.data };
  if (state.status === 'unopened') return state;
  if (event.type === 'SessionClosed') return { ...state, status: 'closed' };
  const { refreshHash } = event.data;
  return { ...state, refreshHash, usedHashes: [...state.usedHashes, state.refreshHash] };
}
