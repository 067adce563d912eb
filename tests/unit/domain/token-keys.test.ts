import { expect } from 'chai';
import { publishedKeys, signingKey, tokenKeyDecider } from '../../../src/domain/token-keys/decider.js';
import { decide } from '../../../src/testing/decider-specification.js';

describe('the keys of access tokens', () => {
  const key = (keyId: string, minute: number) => ({
    keyId,
    publicKey: 'public',
    sealedPrivateKey: 'sealed',
    signsFrom: at(minute).toISOString(),
  });
  const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 22, 0, minute));
  const state = { keys: [key('old', 0), key('new', 20)], withdrawn: [] };
  const lifetimeMs = 10 * 60_000;
  const published = (minute: number): string[] =>
    publishedKeys(state, at(minute), lifetimeMs).map(({ keyId }) => keyId);

  it('sign when their time has come', () => {
    expect([at(-1), at(0), at(19), at(20)].map((now) => signingKey(state, now)?.keyId)).to.deep.equal([
      undefined,
      'old',
      'old',
      'new',
    ]);
  });

  it('are published before they sign, and until their last token has expired', () => {
    expect(published(19)).to.deep.equal(['old', 'new']);
    expect(published(29)).to.deep.equal(['old', 'new']);
    expect(published(30)).to.deep.equal(['new']);
  });

  it('are added one at a time', () => {
    const add = (now: Date) =>
      ({ type: 'AddTokenKey', data: { ...key('next', 40), now: now.toISOString() } }) as const;
    const ring = decide(tokenKeyDecider).given(
      { type: 'TokenKeyAdded', data: key('old', 0) },
      { type: 'TokenKeyAdded', data: key('new', 20) },
    );
    ring.when(add(at(10))).thenFails('rotation-under-way');
    ring.when(add(at(20))).thenEvents({ type: 'TokenKeyAdded', data: key('next', 40) });
  });

  describe('when one is withdrawn', () => {
    const added = (data: ReturnType<typeof key>) => ({ type: 'TokenKeyAdded', data }) as const;
    const gone = (keyId: string) => ({ type: 'TokenKeyWithdrawn', data: { keyId } }) as const;
    const withdraw = (keyId: string, minute: number) =>
      ({
        type: 'WithdrawTokenKey',
        data: { keyId, now: at(minute).toISOString(), replacement: key('replacement', minute) },
      }) as const;
    const ring = decide(tokenKeyDecider).given(added(key('old', 0)), added(key('new', 20)));

    it('have another one sign at once if it is the one that signs', () => {
      ring.when(withdraw('new', 25)).thenEvents(gone('new'), added(key('replacement', 25)));
      ring.when(withdraw('old', 10)).thenEvents(gone('old'), added(key('replacement', 10)));
    });

    it('sign on if it is another', () => {
      ring.when(withdraw('old', 25)).thenEvents(gone('old'));
      ring.when(withdraw('new', 10)).thenEvents(gone('new'));
    });

    it('lose it once only, and none that never was', () => {
      const after = decide(tokenKeyDecider).given(added(key('old', 0)), added(key('new', 20)), gone('old'));
      after.when(withdraw('old', 30)).thenEvents();
      after.when(withdraw('unheard of', 30)).thenFails('key-not-found');
    });

    it('are those that are left, each when its time has come', () => {
      const left = [added(key('old', 0)), added(key('new', 20)), gone('old'), added(key('replacement', 10))];
      const after = left.reduce(tokenKeyDecider.evolve, tokenKeyDecider.initialState);
      expect([10, 19, 20].map((minute) => signingKey(after, at(minute))?.keyId)).to.deep.equal([
        'replacement',
        'replacement',
        'new',
      ]);
      const ids = publishedKeys(after, at(12), lifetimeMs).map(({ keyId }) => keyId);
      expect(ids).to.deep.equal(['replacement', 'new']);
    });
  });
});
