import { expect } from 'chai';
import { EventStoreUnavailableError } from '../../../src/application/event-store-unavailable-error.js';
import { InMemoryEventStore } from '../../../src/testing/in-memory-event-store.js';
import { add, take, tallyHandler } from './tally.js';

const stream = 'tally-1';

describe('CommandHandler, with many commands for one stream', () => {
  let store: InMemoryEventStore;
  let appends: number[];

  beforeEach(() => {
    store = new InMemoryEventStore();
    appends = [];
    const { append } = store;
    store.append = (name, expected, events) => {
      appends.push(events.length);
      return append.call(store, name, expected, events);
    };
  });

  it('appends those that have come together as one, and answers each its own revision', async () => {
    const handler = tallyHandler(store);
    const results = await Promise.all(Array.from({ length: 100 }, () => handler.handle(stream, add(1))));
    expect(results.map(({ revision }) => revision)).to.deep.equal(
      Array.from({ length: 100 }, (_, index) => index),
    );
    for (const { revision, position } of results) {
      expect(position >= (store.eventsOf(stream)[revision]?.position ?? 0n)).to.equal(true);
    }
    expect(appends).to.deep.equal([1, 64, 35]);
  });

  it('decides each on what those before it lead to, and refuses only those that break the rule', async () => {
    const handler = tallyHandler(store);
    await handler.handle(stream, add(3));
    const outcomes = await Promise.allSettled(
      [take(2), take(2), take(1), add(5), take(5)].map((command) => handler.handle(stream, command)),
    );
    expect(outcomes.map(({ status }) => status)).to.deep.equal([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
      'fulfilled',
    ]);
    expect((await handler.load(stream)).state).to.deep.equal({ total: 0, events: 5 });
  });

  it('decides them all again when somebody else was first', async () => {
    const handler = tallyHandler(store);
    await handler.handle(stream, add(3));
    const first = handler.handle(stream, add());
    const grouped = [take(1), take(1), take(1)].map((command) => handler.handle(stream, command));
    store.beforeNextAppend(async () => void (await tallyHandler(store).handle(stream, take(2))));
    await first;
    const outcomes = await Promise.allSettled(grouped);
    expect(outcomes.map(({ status }) => status)).to.deep.equal(['fulfilled', 'rejected', 'rejected']);
    expect((await handler.load(stream)).state.total).to.equal(0);
  });

  it('appends each by itself when the store refuses them together', async () => {
    const { append } = store;
    store.append = async (name, expected, events) => {
      if (events.length > 2) throw new Error('too much for one append');
      return append.call(store, name, expected, events);
    };
    const handler = tallyHandler(store);
    const outcomes = await Promise.allSettled(
      [add(1), add(1, 1), add(1, 1, 1), take(4), take(5)].map((command) => handler.handle(stream, command)),
    );
    expect(outcomes.map(({ status }) => status)).to.deep.equal([
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
      'rejected',
    ]);
    expect((await handler.load(stream)).state.total).to.equal(3);
  });

  it('tells all of them when the store is away, and handles them once it is back', async () => {
    const handler = tallyHandler(store);
    const commands = Array.from({ length: 5 }, () => add(1));
    store.setAvailable(false);
    const outcomes = await Promise.allSettled(commands.map((command) => handler.handle(stream, command)));
    for (const outcome of outcomes) {
      expect(outcome).to.have.property('reason').that.is.instanceOf(EventStoreUnavailableError);
    }
    store.setAvailable(true);
    await Promise.all(commands.map((command) => handler.handle(stream, command)));
    expect(store.eventsOf(stream)).to.have.length(5);
  });

  it('keeps the streams apart', async () => {
    const handler = tallyHandler(store);
    const names = Array.from({ length: 20 }, (_, index) => `tally-${index}`);
    await Promise.all(names.flatMap((name) => [handler.handle(name, add(1)), handler.handle(name, add(2))]));
    for (const name of names) expect((await handler.load(name)).state.total).to.equal(3);
  });
});
