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
  const state = { keys: [key('old', 0), key('new', 20)] };
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
});
