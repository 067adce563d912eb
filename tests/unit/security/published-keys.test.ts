import { generateKeyPairSync } from 'node:crypto';
import { expect } from 'chai';
import type { JSONWebKeySet, JWK } from 'jose';
import { KeysUnavailableError } from '../../../src/infrastructure/security/key-source.js';
import { PublishedKeys } from '../../../src/infrastructure/security/published-keys.js';
import { ManualClock } from '../../../src/testing/manual-clock.js';

describe('published keys', () => {
  const jwk = (kid: string): JWK => ({
    ...(generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }) as JWK),
    kid,
  });
  let clock: ManualClock;
  let published: JSONWebKeySet | undefined;
  let asked: number;
  let keys: PublishedKeys;

  beforeEach(() => {
    clock = new ManualClock();
    published = { keys: [jwk('a')] };
    asked = 0;
    keys = new PublishedKeys(async () => {
      asked += 1;
      if (published === undefined) throw new Error('away');
      return published;
    }, clock);
  });

  it('are asked for once, and kept', async () => {
    expect(await keys.find('a')).to.not.equal(undefined);
    expect(await keys.find('a')).to.not.equal(undefined);
    expect(asked).to.equal(1);
  });

  it('are asked for again for a key never seen, but not for each made-up one', async () => {
    await keys.find('a');
    published = { keys: [jwk('a'), jwk('b')] };
    expect(await keys.find('b')).to.equal(undefined);
    await clock.advance(1_001);
    expect(await keys.find('b')).to.not.equal(undefined);
    for (let i = 0; i < 50; i += 1) expect(await keys.find(`made up ${i}`)).to.equal(undefined);
    expect(asked).to.equal(2);
  });

  it('stay good while nobody can be asked', async () => {
    await keys.find('a');
    published = undefined;
    await clock.advance(3_600_000);
    expect(await keys.find('a')).to.not.equal(undefined);
    expect(keys.has('a')).to.equal(true);
  });

  it('are no more once they are withdrawn', async () => {
    await keys.find('a');
    published = { keys: [jwk('b')] };
    await clock.advance(60_001);
    await keys.find('b');
    expect(keys.has('a')).to.equal(false);
  });

  it('are asked for again beside the request that finds them old', async () => {
    await keys.find('a');
    published = { keys: [jwk('b')] };
    await clock.advance(5_001);
    expect(keys.has('a')).to.equal(true);
    expect(await keys.find('b')).to.not.equal(undefined);
    expect(keys.has('a')).to.equal(false);
    expect(asked).to.equal(2);
  });

  it('are those of now also for the first request after a long pause', async () => {
    await keys.find('a');
    published = { keys: [jwk('b')] };
    await clock.advance(10_001);
    expect(keys.has('a')).to.equal(false);
    expect(await keys.find('a')).to.equal(undefined);
  });

  it('are unavailable as long as none was ever seen', async () => {
    published = undefined;
    const error = await keys.find('a').catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(KeysUnavailableError);
    published = { keys: [jwk('a')] };
    await clock.advance(101);
    expect(await keys.known()).to.equal(true);
  });

  it('are Ed25519 keys only', async () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    published = { keys: [{ ...(publicKey.export({ format: 'jwk' }) as JWK), kid: 'rsa' }] };
    expect(await keys.find('rsa')).to.equal(undefined);
  });
});
