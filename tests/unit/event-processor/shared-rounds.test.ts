import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { EVERYTHING } from '../../../src/application/event-filter.js';
import { SharedRounds } from '../../../src/application/event-processor/shared-rounds.js';
import type { EventStore } from '../../../src/application/event-store.js';
import { SystemClock } from '../../../src/infrastructure/system/system-clock.js';
import { InMemoryEventStore } from '../../../src/testing/in-memory-event-store.js';
import { metadataOf } from '../../support/metadata-of.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

async function append(store: EventStore, from: number, count: number): Promise<void> {
  for (let index = from; index < from + count; index++) {
    await store.append('thing-1', 'any', [
      { eventId: `${index}`, type: 'Happened', data: { index }, metadata: metadataOf('c') },
    ]);
  }
}

describe('SharedRounds', () => {
  /** Follows until `last` has come, and tells the positions of all events. */
  async function follow(rounds: SharedRounds, after: bigint | undefined, last: bigint): Promise<bigint[]> {
    const positions: bigint[] = [];
    const ending = new AbortController();
    for await (const message of rounds.subscribe(EVERYTHING, after, ending.signal)) {
      if (message.kind !== 'event') continue;
      positions.push(message.event.position);
      if (message.event.position === last) ending.abort();
    }
    return positions;
  }

  const range = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => BigInt(from + i));

  it('gives everybody every event once and in order, wherever they begin, while more are written', async () => {
    const store = new InMemoryEventStore();
    await append(store, 0, 1_200);
    const rounds = new SharedRounds(store, new SystemClock(), 1);
    const followers = [
      follow(rounds, undefined, 1_500n),
      follow(rounds, undefined, 1_500n),
      follow(rounds, 700n, 1_500n),
      follow(rounds, 1_200n, 1_500n),
    ];
    await append(store, 1_200, 300);
    const [first, second, third, fourth] = await Promise.all(followers);
    expect(first).to.deep.equal(range(1, 1_500));
    expect(second).to.deep.equal(first);
    expect(third).to.deep.equal(range(701, 1_500));
    expect(fourth).to.deep.equal(range(1_201, 1_500));
  });

  it('reads once for all who stand at the same place', async () => {
    const store = new InMemoryEventStore();
    await append(store, 0, 100);
    let given = 0;
    const subscribe = store.subscribe.bind(store);
    store.subscribe = async function* (...parameters) {
      for await (const message of subscribe(...parameters)) {
        if (message.kind === 'event') given++;
        yield message;
      }
    };
    const rounds = new SharedRounds(store, new SystemClock(), 1);
    await Promise.all(Array.from({ length: 5 }, () => follow(rounds, undefined, 100n)));
    expect(given).to.equal(100);
  });

  it('holds on to nothing that everybody has been given', async () => {
    const store = new InMemoryEventStore();
    const rounds = new SharedRounds(store, new SystemClock(), 0);
    const given: WeakRef<object>[] = [];
    const subscribe = store.subscribe.bind(store);
    store.subscribe = async function* (...parameters) {
      for await (const message of subscribe(...parameters)) {
        const copy = { ...message };
        if (copy.kind === 'event') given.push(new WeakRef(copy));
        yield copy;
      }
    };
    const ending = new AbortController();
    const followed = (async () => {
      let taken = 0;
      for await (const message of rounds.subscribe(EVERYTHING, undefined, ending.signal)) {
        if (message.kind === 'event') taken += 1;
        else if (taken < 20) await append(store, taken, 1);
        else return;
      }
    })();
    await followed;
    collectGarbage();
    expect(given).to.have.length(20);
    expect(given.slice(0, 10).filter((event) => event.deref() !== undefined)).to.deep.equal([]);
    ending.abort();
  });

  it('tells when everything has been given, and ends when it is told to', async () => {
    const store = new InMemoryEventStore();
    await append(store, 0, 3);
    const rounds = new SharedRounds(store, new SystemClock(), 1_000);
    const ending = new AbortController();
    const kinds: string[] = [];
    for await (const message of rounds.subscribe(EVERYTHING, undefined, ending.signal)) {
      kinds.push(message.kind);
      if (message.kind === 'caught-up') setImmediate(() => ending.abort());
    }
    expect(kinds).to.deep.equal(['event', 'event', 'event', 'caught-up']);
  });
});
