import { sessionDecider } from '../../../src/domain/session/decider.js';
import type { RefreshSession } from '../../../src/domain/session/commands.js';
import type { SessionEvent } from '../../../src/domain/session/events.js';
import { decide } from '../../../src/testing/decider-specification.js';

describe('a session', () => {
  const sessionId = 'one';
  const opened = {
    type: 'SessionOpened',
    data: {
      sessionId,
      customerId: 'ann',
      refreshHash: 'first',
      credentialHash: 'password',
      expiresAt: '2026-12-01T00:00:00.000Z',
    },
  } as const;
  const refreshedAt = '2026-11-22T00:00:00.000Z';
  const refresh = (presentedHash: string, now = refreshedAt, graceMs = 30_000): RefreshSession => ({
    type: 'RefreshSession',
    data: { sessionId, presentedHash, nextHash: `after ${presentedHash}`, now, graceMs },
  });
  const refreshed = (refreshHash: string) =>
    ({ type: 'SessionRefreshed', data: { sessionId, refreshHash, refreshedAt } }) as const;
  const repeated = (refreshHash: string) =>
    ({ type: 'SessionRefreshRepeated', data: { sessionId, refreshHash } }) as const;
  const reused = { type: 'SessionClosed', data: { sessionId, reason: 'token-reused' } } as const;
  const signedOut = { type: 'SessionClosed', data: { sessionId, reason: 'signed-out' } } as const;
  const session = (...since: SessionEvent[]) => decide(sessionDecider).given(opened, ...since);

  it('exchanges the refresh token it has', () =>
    session().when(refresh('first')).thenEvents(refreshed('after first')));

  it('exchanges the one after it, too', () =>
    session(refreshed('second')).when(refresh('second')).thenEvents(refreshed('after second')));

  it('ends at its time', () =>
    session().when(refresh('first', opened.data.expiresAt)).thenFails('session-ended'));

  it('exchanges nothing once closed', () =>
    session(signedOut).when(refresh('first')).thenFails('session-ended'));

  it('is closed once', () => {
    const close = { type: 'CloseSession', data: signedOut.data } as const;
    session().when(close).thenEvents(signedOut);
    session(signedOut).when(close).thenNothing();
  });

  it('must have been opened', () =>
    decide(sessionDecider).when(refresh('first')).thenFails('session-not-found', { id: sessionId }));

  describe('when the answer to an exchange is lost', () => {
    it('makes the exchange once more', () =>
      session(refreshed('second'))
        .when(refresh('first', '2026-11-22T00:00:29.999Z'))
        .thenEvents(repeated('after first')));

    it('goes on with the token that was given last', () =>
      session(refreshed('second'), repeated('third'))
        .when(refresh('third'))
        .thenEvents(refreshed('after third')));

    it('makes it as often as it is asked within the time of grace, which does not begin anew', () => {
      const twice = session(refreshed('second'), repeated('third'));
      twice.when(refresh('first', '2026-11-22T00:00:29.999Z')).thenEvents(repeated('after first'));
      twice.when(refresh('first', '2026-11-22T00:00:30.000Z')).thenEvents(reused);
    });

    it('makes it also when the clocks of two instances differ', () =>
      session(refreshed('second'))
        .when(refresh('first', '2026-11-21T23:59:59.000Z'))
        .thenEvents(repeated('after first')));
  });

  describe('ends when a used refresh token comes back', () => {
    it('after the time of grace', () =>
      session(refreshed('second')).when(refresh('first', '2026-11-22T00:00:30.000Z')).thenEvents(reused));

    it('at once where there is no grace', () =>
      session(refreshed('second'))
        .when(refresh('first', refreshedAt, 0))
        .thenEvents(reused));

    it('at once when the one after it is used, too: its answer was not lost', () =>
      session(refreshed('second'), refreshed('third')).when(refresh('first')).thenEvents(reused));

    it('at once when it was given, and then replaced by a repeated exchange: two have tokens', () =>
      session(refreshed('second'), repeated('third')).when(refresh('second')).thenEvents(reused));
  });
});
