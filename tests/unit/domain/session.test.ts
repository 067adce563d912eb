import { decide } from '../../../src/testing/decider-specification.js';
import { sessionDecider } from '../../../src/domain/session/decider.js';
import type { RefreshSession } from '../../../src/domain/session/commands.js';

describe('a session', () => {
  const sessionId = 'one';
  const opened = {
    sessionId,
    customerId: 'ann',
    refreshHash: 'first',
    credentialHash: 'password',
    expiresAt: '2026-12-01T00:00:00.000Z',
  };
  const session = decide(sessionDecider).given({ type: 'SessionOpened', data: opened });
  const refresh = (presentedHash: string, now = '2026-11-22T00:00:00.000Z'): RefreshSession => ({
    type: 'RefreshSession',
    data: { sessionId, presentedHash, nextHash: `after ${presentedHash}`, now },
  });
  const refreshed = { type: 'SessionRefreshed', data: { sessionId, refreshHash: 'after first' } } as const;
  const reused = { type: 'SessionClosed', data: { sessionId, reason: 'token-reused' } } as const;
  const signedOut = { type: 'SessionClosed', data: { sessionId, reason: 'signed-out' } } as const;

  it('exchanges the refresh token it has', () => session.when(refresh('first')).thenEvents(refreshed));

  it('exchanges the one after it, too', () =>
    decide(sessionDecider)
      .given({ type: 'SessionOpened', data: opened }, refreshed)
      .when(refresh('after first'))
      .thenEvents({ type: 'SessionRefreshed', data: { sessionId, refreshHash: 'after after first' } }));

  it('ends when a used refresh token comes back', () =>
    decide(sessionDecider)
      .given({ type: 'SessionOpened', data: opened }, refreshed)
      .when(refresh('first'))
      .thenEvents(reused));

  it('is not ended by a token it never had', () =>
    session.when(refresh('guessed')).thenFails('refresh-token-unknown'));

  it('ends at its time', () => session.when(refresh('first', opened.expiresAt)).thenFails('session-ended'));

  it('exchanges nothing once closed', () =>
    decide(sessionDecider)
      .given({ type: 'SessionOpened', data: opened }, signedOut)
      .when(refresh('first'))
      .thenFails('session-ended'));

  it('is closed once', () => {
    session.when({ type: 'CloseSession', data: signedOut.data }).thenEvents(signedOut);
    decide(sessionDecider)
      .given({ type: 'SessionOpened', data: opened }, signedOut)
      .when({ type: 'CloseSession', data: signedOut.data })
      .thenNothing();
  });

  it('must have been opened', () =>
    decide(sessionDecider).when(refresh('first')).thenFails('session-not-found', { id: sessionId }));
});
