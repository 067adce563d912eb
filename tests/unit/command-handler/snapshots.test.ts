import { expect } from 'chai';
import { EventStoreSnapshotStore } from '../../../src/application/snapshots/event-store-snapshot-store.js';
import type { SnapshotPolicy } from '../../../src/application/snapshots/snapshot-policy.js';
import { InMemoryEventStore } from '../../../src/testing/in-memory-event-store.js';
import { SeededRandomness } from '../../../src/testing/seeded-randomness.js';
import { someEvent } from '../../support/some-event.js';
import { add, tallyHandler } from './tally.js';

const stream = 'tally-1';

describe('CommandHandler with snapshots', () => {
  let store: InMemoryEventStore;
  let failures: unknown[];
  let policy: SnapshotPolicy;

  beforeEach(() => {
    store = new InMemoryEventStore();
    failures = [];
    policy = {
      store: new EventStoreSnapshotStore(store, new SeededRandomness()),
      every: 10,
      stateVersion: 1,
      onFailure: (_, error) => failures.push(error),
    };
  });

  /** The first revision that a handler without a cache reads of the stream. */
  async function readFrom(snapshots: SnapshotPolicy): Promise<number | 'end' | undefined> {
    const { readStream } = store;
    let from: number | 'end' | undefined;
    store.readStream = (name, options) => {
      if (name === stream) from = options?.from;
      return readStream.call(store, name, options);
    };
    expect((await tallyHandler(store, { snapshots }).load(stream)).state).to.deep.equal({
      total: 25,
      events: 25,
    });
    store.readStream = readStream;
    return from;
  }

  async function write25(snapshots = policy): Promise<void> {
    const handler = tallyHandler(store, { snapshots });
    for (let i = 0; i < 25; i++) {
      await handler.handle(stream, add(1));
      await handler.settled();
    }
  }

  it('reads only what stands behind the latest one', async () => {
    await write25();
    expect(failures).to.deep.equal([]);
    expect(await readFrom(policy)).to.equal(20);
  });

  it('keeps one snapshot of a stream', async () => {
    await write25();
    const kept = [];
    for await (const event of store.readStream(`snapshot.${stream}`)) kept.push(event.revision);
    expect(kept).to.deep.equal([1]);
  });

  it('still knows the commands before it', async () => {
    const command = add(1);
    const first = await tallyHandler(store, { snapshots: policy }).handle(stream, command);
    const handler = tallyHandler(store, { snapshots: policy });
    await handler.handle(stream, add(...Array.from({ length: 24 }, () => 1)));
    await handler.settled();
    const again = await tallyHandler(store, { snapshots: policy }).handle(stream, command);
    expect(again).to.deep.equal({ ...first, repeated: true });
    expect(await readFrom(policy)).to.equal(25);
  });

  it('ignores one of another shape of the state', async () => {
    await write25();
    expect(await readFrom({ ...policy, stateVersion: 2 })).to.equal(0);
  });

  for (const damaged of [
    null,
    'text',
    {},
    { stateVersion: 1, revision: 'x', position: '1', state: {}, answered: [] },
  ]) {
    it(`ignores one that is damaged: ${JSON.stringify(damaged)}`, async () => {
      await write25();
      await store.append(`snapshot.${stream}`, 'any', [someEvent('SnapshotTaken', damaged)]);
      expect(await readFrom(policy)).to.equal(0);
    });
  }

  it('ignores one that is ahead of the stream', async () => {
    await write25();
    const emptied = new InMemoryEventStore();
    const handler = tallyHandler(emptied, { snapshots: policy });
    expect((await handler.handle(stream, add(7))).revision).to.equal(0);
    expect((await handler.load(stream)).state.total).to.equal(7);
  });

  it('loses nothing when one can not be written', async () => {
    const { append } = store;
    store.append = (name, expected, events) => {
      if (name.startsWith('snapshot.')) return Promise.reject(new Error('no room'));
      return append.call(store, name, expected, events);
    };
    await write25();
    expect(failures).to.have.length(2);
    expect(await readFrom(policy)).to.equal(0);
  });
});
