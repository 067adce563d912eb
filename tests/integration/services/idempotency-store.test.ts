import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start } from '@webstore/embedded-mongodb';
import { expect } from 'chai';
import type { Claim } from '../../../src/infrastructure/http/idempotency/idempotency-store.js';
import { MongoIdempotencyStore } from '../../../src/infrastructure/http/idempotency/mongo-idempotency-store.js';
import { MongoConnection } from '../../../src/infrastructure/mongodb/mongo-connection.js';
import { until } from './support/until.js';

const answer = { status: 201, headers: { etag: '"0"' }, body: '{}' };

describe('idempotency keys in MongoDB', () => {
  let folder: string;
  let node: Awaited<ReturnType<typeof start>>;
  let mongo: MongoConnection;
  let key: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'webstore-idempotency-'));
    node = await start({ dir: folder, port: 0 });
    mongo = new MongoConnection({ url: node.url, database: 'webstore_test' });
  });
  beforeEach(() => (key = randomUUID()));
  after(async () => {
    await mongo.close();
    await node.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const store = (instance = 'a-1') => new MongoIdempotencyStore(mongo.db, instance);
  const claimIdOf = (claim: Claim): string => {
    if (claim.kind !== 'claimed') throw new Error(`the key is ${claim.kind}`);
    return claim.claimId;
  };

  it('lets one claim a key, and all others wait', async () => {
    const [one, two] = [store('a-1'), store('a-2')];
    const claims = await Promise.all([one, two, one, two].map((each) => each.claim(key, 'f')));
    expect(claims.map(({ kind }) => kind).sort()).to.deep.equal([
      'claimed',
      'in-progress',
      'in-progress',
      'in-progress',
    ]);
  });

  it('gives everyone the recorded answer', async () => {
    const one = store();
    await one.record(key, claimIdOf(await one.claim(key, 'f')), answer);
    for (const each of [one, store(), store('a-2')]) {
      expect(await each.claim(key.toUpperCase(), 'f')).to.deep.equal({
        kind: 'answered',
        fingerprint: 'f',
        answer,
      });
    }
  });

  it('takes over at once what its own former life has left behind', async () => {
    await store().claim(key, 'f');
    const claimId = claimIdOf(await store().claim(key, 'f'));
    await store().record(key, claimId, answer);
    expect((await store().claim(key, 'f')).kind).to.equal('answered');
  });

  it('does not take over what it is at itself, whatever else it is at', async () => {
    const one = store();
    for (const each of [randomUUID(), key]) expect((await one.claim(each, 'f')).kind).to.equal('claimed');
    expect((await one.claim(key, 'f')).kind).to.equal('in-progress');
  });

  it('does not take over what another instance is at', async () => {
    await store('a-1').claim(key, 'f');
    expect((await store('a-2').claim(key, 'f')).kind).to.equal('in-progress');
  });

  it('renews a claim for as long as its request runs', async () => {
    await store('a-1').claim(key, 'f');
    const records = mongo.db.collection('idempotency');
    const longAgo = new Date(0);
    await records.updateOne({ _id: key as never }, { $set: { at: longAgo } });
    await until(async () => (await records.findOne({ _id: key as never }))?.['at'] > longAgo);
    expect((await store('a-2').claim(key, 'f')).kind).to.equal('in-progress');
  });

  it('takes over what another instance has left long ago', async () => {
    await store('a-1').claim(key, 'f');
    await mongo.db.collection('idempotency').updateOne({ _id: key as never }, { $set: { at: new Date(0) } });
    expect((await store('a-2').claim(key, 'f')).kind).to.equal('claimed');
  });

  it('ignores the record of a claim that was taken over', async () => {
    const lost = claimIdOf(await store().claim(key, 'f'));
    const next = store();
    const claimId = claimIdOf(await next.claim(key, 'f'));
    await store().record(key, lost, { ...answer, status: 409 });
    await next.record(key, claimId, answer);
    expect(await store().claim(key, 'f')).to.deep.include({ kind: 'answered', answer });
  });

  it('gives a released key to the next one', async () => {
    const one = store();
    await one.release(key, claimIdOf(await one.claim(key, 'f')));
    expect((await store('a-2').claim(key, 'other')).kind).to.equal('claimed');
  });

  it('does not release what has been answered', async () => {
    const one = store();
    const claimId = claimIdOf(await one.claim(key, 'f'));
    await one.record(key, claimId, answer);
    await one.release(key, claimId);
    expect((await one.claim(key, 'f')).kind).to.equal('answered');
  });

  it('forgets what is older than a day', async () => {
    const one = store();
    const [old, fresh] = [key, randomUUID()];
    await one.record(old, claimIdOf(await one.claim(old, 'f')), answer);
    await one.record(fresh, claimIdOf(await one.claim(fresh, 'f')), answer);
    await mongo.db.collection('idempotency').updateOne({ _id: old as never }, { $set: { at: new Date(0) } });
    await one.sweep();
    expect((await one.claim(old, 'f')).kind).to.equal('claimed');
    expect((await one.claim(fresh, 'f')).kind).to.equal('answered');
  });
});
