import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { SignedRefreshTokens } from '../../../src/infrastructure/security/signed-refresh-tokens.js';
import { SeededRandomness } from '../../../src/testing/seeded-randomness.js';

describe('signed refresh tokens', () => {
  const randomness = new SeededRandomness();
  const tokens = new SignedRefreshTokens('a secret of thirty-two characters', randomness);
  const sessionId = randomUUID();
  const token = tokens.issue(sessionId);

  it('tell the session they were issued for, also to another instance', () => {
    const other = new SignedRefreshTokens('a secret of thirty-two characters', randomness);
    expect(other.sessionOf(token)).to.equal(sessionId);
    expect(tokens.issue(sessionId)).to.not.equal(token);
  });

  for (const [what, forged] of [
    [
      'another secret',
      new SignedRefreshTokens('another of thirty-two characters!', randomness).issue(sessionId),
    ],
    ['another session', token.replace(sessionId, randomUUID())],
    ['other random bits', token.replace(/\.[\w-]{43}\./, `.${'a'.repeat(43)}.`)],
    ['another end', `${token.slice(0, -1)}${token.endsWith('A') ? 'E' : 'A'}`],
    ['no end', token.slice(0, -44)],
    ['an end that is too short', token.slice(0, -1)],
    ['nothing', ''],
  ] as const) {
    it(`are not taken with ${what}`, () => expect(tokens.sessionOf(forged)).to.equal(undefined));
  }
});
