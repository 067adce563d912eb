import { expect } from 'chai';
import { v4 as uuid } from 'uuid';
import type { EventStore } from '../../src/application/event-store.js';
import type { RecordedEvent } from '../../src/application/recorded-event.js';
import type { SubscriptionMessage } from '../../src/application/subscription-message.js';
import { WrongExpectedRevisionError } from '../../src/application/wrong-expected-revision-error.js';
import { someEvent } from '../support/some-event.js';

/** What every adapter of the `EventStore` port must do. `open` gives a store that may hold events of other tests. */
export function eventStoreContract(open: () => EventStore): void {
  let store: EventStore;
  let prefix: string;

  beforeEach(() => {
    store = open();
    prefix = `contract${uuid().replaceAll('-', '')}`;
  });

  const stream = (name: string): string => `${prefix}-${name}`;

  describe('append', () => {
    it('numbers the events of a stream from 0 and keeps all that they hold', async () => {
      const events = [
        someEvent('Opened', { text: 'ä€😀', nested: { list: [1, null, true] } }),
        someEvent('Closed'),
      ];
      const { revision, position } = await store.append(stream('a'), 'no-stream', events);
      const recorded = await all(store.readStream(stream('a')));
      expect(revision).to.equal(1);
      expect(position).to.equal(recorded[1]?.position);
      expect(recorded.map((event) => event.revision)).to.deep.equal([0, 1]);
      expect(
        recorded.map(({ eventId, type, data, metadata }) => ({ eventId, type, data, metadata })),
      ).to.deep.equal(events);
      for (const event of recorded) {
        expect(event.stream).to.equal(stream('a'));
        expect(event.recordedAt).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      }
    });

    it('orders all events by growing positions', async () => {
      const first = await store.append(stream('a'), 'no-stream', [someEvent(), someEvent()]);
      const second = await store.append(stream('b'), 'no-stream', [someEvent()]);
      const third = await store.append(stream('a'), 1, [someEvent()]);
      const positions = (await all(store.readStream(stream('a')))).map(({ position }) => position);
      expect((positions[0] as bigint) < (positions[1] as bigint)).to.equal(true);
      expect(first.position < second.position && second.position < third.position).to.equal(true);
    });

    it('refuses a stream that is elsewhere, and says where it is', async () => {
      await store.append(stream('a'), 'no-stream', [someEvent(), someEvent()]);
      expect(await mismatch(store.append(stream('a'), 'no-stream', [someEvent()]))).to.equal(1);
      expect(await mismatch(store.append(stream('a'), 0, [someEvent()]))).to.equal(1);
      expect(await mismatch(store.append(stream('a'), 2, [someEvent()]))).to.equal(1);
      expect(await mismatch(store.append(stream('new'), 0, [someEvent()]))).to.equal('no-stream');
      expect(await all(store.readStream(stream('a')))).to.have.length(2);
      expect(await all(store.readStream(stream('new')))).to.have.length(0);
    });

    it('lets exactly one of several contenders for a revision win', async () => {
      const outcomes = await Promise.allSettled(
        Array.from({ length: 8 }, () => store.append(stream('a'), 'no-stream', [someEvent()])),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
      expect(await all(store.readStream(stream('a')))).to.have.length(1);
    });

    it('answers a repeated append as the first time, also when the stream has moved on', async () => {
      const [one, two, three] = [[someEvent(), someEvent()], [someEvent()], [someEvent()]];
      const first = await store.append(stream('a'), 'no-stream', one);
      const second = await store.append(stream('a'), 1, two);
      await store.append(stream('a'), 2, three);
      expect(await store.append(stream('a'), 'no-stream', one)).to.deep.equal(first);
      expect(await store.append(stream('a'), 1, two)).to.deep.equal(second);
      expect(await all(store.readStream(stream('a')))).to.have.length(4);
    });

    it('takes a part of an earlier append for a repetition, but nothing that differs from it', async () => {
      const events = [someEvent(), someEvent()];
      await store.append(stream('a'), 'no-stream', events);
      expect((await store.append(stream('a'), 'no-stream', events.slice(0, 1))).revision).to.equal(0);
      expect(await mismatch(store.append(stream('a'), 'no-stream', [...events, someEvent()]))).to.equal(1);
      expect(await mismatch(store.append(stream('a'), 'no-stream', events.toReversed()))).to.equal(1);
    });

    it('knows a repeated event id without an expected revision', async () => {
      const event = someEvent();
      const first = await store.append(stream('a'), 'any', [event]);
      await store.append(stream('a'), 'any', [someEvent()]);
      expect(await store.append(stream('a'), 'any', [event])).to.deep.equal(first);
      expect(await all(store.readStream(stream('a')))).to.have.length(2);
    });
  });

  describe('readStream', () => {
    beforeEach(async () => {
      await store.append(
        stream('a'),
        'no-stream',
        Array.from({ length: 50 }, () => someEvent()),
      );
    });

    const revisions = async (events: AsyncIterable<RecordedEvent>): Promise<number[]> =>
      (await all(events)).map(({ revision }) => revision);

    it('gives nothing for a stream that does not exist', async () => {
      expect(await all(store.readStream(stream('none')))).to.deep.equal([]);
      expect(await all(store.readStream(stream('none'), { direction: 'backwards' }))).to.deep.equal([]);
    });

    it('reads forwards from a revision', async () => {
      expect(await revisions(store.readStream(stream('a'), { from: 47 }))).to.deep.equal([47, 48, 49]);
      expect(await revisions(store.readStream(stream('a'), { from: 0, limit: 2 }))).to.deep.equal([0, 1]);
      expect(await revisions(store.readStream(stream('a'), { from: 50 }))).to.deep.equal([]);
      expect(await revisions(store.readStream(stream('a')))).to.have.length(50);
    });

    it('reads backwards from the end or a revision', async () => {
      const backwards = { direction: 'backwards' } as const;
      expect(await revisions(store.readStream(stream('a'), { ...backwards, limit: 2 }))).to.deep.equal([
        49, 48,
      ]);
      expect(
        await revisions(store.readStream(stream('a'), { ...backwards, from: 'end', limit: 1 })),
      ).to.deep.equal([49]);
      expect(await revisions(store.readStream(stream('a'), { ...backwards, from: 1 }))).to.deep.equal([1, 0]);
    });

    it('reads nothing more for a reader that has left', async () => {
      for await (const event of store.readStream(stream('a'))) {
        if (event.revision === 3) break;
      }
      expect(await revisions(store.readStream(stream('a'), { limit: 0 }))).to.deep.equal([]);
      expect(await revisions(store.readStream(stream('a'), { from: 49 }))).to.deep.equal([49]);
    });
  });

  describe('limitStream', () => {
    it('leaves only the last events readable, numbered as before', async () => {
      await store.append(stream('a'), 'no-stream', [someEvent(), someEvent(), someEvent()]);
      await store.limitStream(stream('a'), 1);
      expect((await all(store.readStream(stream('a')))).map(({ revision }) => revision)).to.deep.equal([2]);
      await store.append(stream('a'), 2, [someEvent()]);
      expect((await all(store.readStream(stream('a')))).map(({ revision }) => revision)).to.deep.equal([3]);
    });

    it('may come before the first event', async () => {
      await store.limitStream(stream('a'), 1);
      await store.append(stream('a'), 'any', [someEvent()]);
      await store.append(stream('a'), 'any', [someEvent()]);
      expect((await all(store.readStream(stream('a')))).map(({ revision }) => revision)).to.deep.equal([1]);
    });
  });

  describe('subscribe', () => {
    it('gives what is stored, says when it has caught up, then goes on live', async () => {
      await store.append(stream('a'), 'no-stream', [someEvent('One'), someEvent('Two')]);
      await store.append(`other${stream('a')}`, 'no-stream', [someEvent('Other')]);
      const seen: string[] = [];
      for await (const message of follow(store, [`${prefix}-`])) {
        if (message.kind === 'event') seen.push(message.event.type);
        if (message.kind === 'caught-up') {
          seen.push('caught up');
          await store.append(`other${stream('a')}`, 0, [someEvent('Other')]);
          await store.append(stream('b'), 'no-stream', [someEvent('Three')]);
        }
        if (seen.length === 4) break;
      }
      expect(seen).to.deep.equal(['One', 'Two', 'caught up', 'Three']);
    });

    it('begins behind a position', async () => {
      const { position } = await store.append(stream('a'), 'no-stream', [someEvent('One'), someEvent('Two')]);
      await store.append(stream('a'), 1, [someEvent('Three')]);
      expect(await upToCaughtUp(store, [`${prefix}-`], position)).to.deep.equal(['Three']);
    });

    it('follows several prefixes in the order of the positions', async () => {
      await store.append(stream('a'), 'no-stream', [someEvent('One')]);
      await store.append(stream('b'), 'no-stream', [someEvent('Two')]);
      await store.append(stream('c'), 'no-stream', [someEvent('Three')]);
      await store.append(stream('a'), 0, [someEvent('Four')]);
      expect(await upToCaughtUp(store, [stream('a'), stream('b')])).to.deep.equal(['One', 'Two', 'Four']);
    });

    it('gives many events in order to a slow reader, and "caught up" only behind the last', async () => {
      const types = Array.from({ length: 300 }, (_, index) => `Event${index}`);
      await store.append(
        stream('a'),
        'no-stream',
        types.map((type) => someEvent(type)),
      );
      const seen: string[] = [];
      for await (const message of follow(store, [`${prefix}-`])) {
        if (message.kind === 'caught-up') break;
        if (message.kind !== 'event') continue;
        seen.push(message.event.type);
        await new Promise(setImmediate);
      }
      expect(seen).to.deep.equal(types);
    });

    it('never tells a checkpoint ahead of an event before it', async () => {
      for (let round = 0; round < 20; round++) {
        await store.append(stream('a'), 'any', [someEvent()]);
        await store.append(
          `other${prefix}`,
          'any',
          Array.from({ length: 40 }, () => someEvent('Other')),
        );
      }
      let latest = 0n;
      for await (const message of follow(store, [`${prefix}-`])) {
        if (message.kind === 'caught-up') break;
        const position = message.kind === 'event' ? message.event.position : message.position;
        expect(position > latest, `${message.kind} at ${position} behind ${latest}`).to.equal(true);
        latest = position;
      }
    });

    it('ends when it is told to, whether it is waiting or not', async () => {
      const end = new AbortController();
      const ended = (async (): Promise<void> => {
        for await (const message of store.subscribe(
          { streamPrefixes: [`${prefix}-`] },
          undefined,
          end.signal,
        )) {
          if (message.kind === 'event') end.abort();
        }
      })();
      await store.append(stream('a'), 'no-stream', [someEvent(), someEvent()]);
      await ended;
      for await (const message of store.subscribe(
        { streamPrefixes: [prefix] },
        undefined,
        AbortSignal.abort(),
      )) {
        expect.fail(`an ended subscription gave ${message.kind}`);
      }
    });
  });

  describe('hasEventsBetween', () => {
    it('finds only what matches, stands behind the first position and not behind the second', async () => {
      const one = await store.append(stream('a'), 'no-stream', [someEvent()]);
      const two = await store.append(`other${prefix}`, 'no-stream', [someEvent()]);
      const three = await store.append(stream('a'), 0, [someEvent()]);
      const filter = { streamPrefixes: [`${prefix}-`] };
      expect(await store.hasEventsBetween(filter, undefined, one.position)).to.equal(true);
      expect(await store.hasEventsBetween(filter, one.position, two.position)).to.equal(false);
      expect(await store.hasEventsBetween(filter, one.position, three.position)).to.equal(true);
      expect(await store.hasEventsBetween(filter, three.position, three.position)).to.equal(false);
      expect(await store.hasEventsBetween({ streamPrefixes: ['none-'] }, undefined, three.position)).to.equal(
        false,
      );
    });

    it('finds what stands far behind the first position', async () => {
      const one = await store.append(stream('b'), 'no-stream', [someEvent()]);
      const many = await store.append(
        `others${prefix}`,
        'no-stream',
        Array.from({ length: 100 }, () => someEvent()),
      );
      const last = await store.append(stream('b'), 0, [someEvent()]);
      const filter = { streamPrefixes: [`${prefix}-b`] };
      expect(await store.hasEventsBetween(filter, one.position, many.position)).to.equal(false);
      expect(await store.hasEventsBetween(filter, one.position, last.position)).to.equal(true);
      expect(await store.hasEventsBetween({ streamPrefixes: [''] }, one.position, many.position)).to.equal(
        true,
      );
    });
  });
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

async function mismatch(append: Promise<unknown>): Promise<number | 'no-stream' | undefined> {
  try {
    await append;
  } catch (error) {
    if (error instanceof WrongExpectedRevisionError) return error.actual;
    throw error;
  }
  return expect.fail('the append went through');
}

/** A subscription that ends with its reader. */
async function* follow(
  store: EventStore,
  streamPrefixes: readonly string[],
  after?: bigint,
): AsyncGenerator<SubscriptionMessage> {
  const end = new AbortController();
  try {
    yield* store.subscribe({ streamPrefixes }, after, end.signal);
  } finally {
    end.abort();
  }
}

async function upToCaughtUp(
  store: EventStore,
  streamPrefixes: readonly string[],
  after?: bigint,
): Promise<string[]> {
  const types: string[] = [];
  for await (const message of follow(store, streamPrefixes, after)) {
    if (message.kind === 'caught-up') break;
    if (message.kind === 'event') types.push(message.event.type);
  }
  return types;
}
