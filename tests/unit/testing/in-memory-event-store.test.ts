import { expect } from 'chai';
import { EventStoreUnavailableError } from '../../../src/application/event-store-unavailable-error.js';
import { InMemoryEventStore } from '../../../src/testing/in-memory-event-store.js';
import { someEvent } from '../../support/some-event.js';
import { rejection } from '../command-handler/rejection.js';

describe('InMemoryEventStore, with faults', () => {
  let store: InMemoryEventStore;

  beforeEach(() => {
    store = new InMemoryEventStore();
  });

  it('fails an append before or after it happened, as often as told', async () => {
    store.failNextAppend('before');
    store.failNextAppend('after');
    for (const stored of [0, 1]) {
      const error = await rejection(store.append('a-1', 'any', [someEvent()]));
      expect(error).to.be.instanceOf(EventStoreUnavailableError);
      expect(store.events).to.have.length(stored);
    }
    await store.append('a-1', 0, [someEvent()]);
    expect(store.eventsOf('a-1')).to.have.length(2);
  });

  it('lets somebody else append first, once', async () => {
    store.beforeNextAppend(async () => void (await store.append('a-1', 'any', [someEvent('Theirs')])));
    await store.append('a-1', 'any', [someEvent('Mine')]);
    await store.append('a-1', 'any', [someEvent('Mine')]);
    expect(store.events.map(({ type }) => type)).to.deep.equal(['Theirs', 'Mine', 'Mine']);
  });

  it('keeps what was given apart from what is stored', async () => {
    const data = { list: [1] };
    await store.append('a-1', 'any', [someEvent('Some', data)]);
    data.list.push(2);
    expect(store.events[0]?.data).to.deep.equal({ list: [1] });
  });

  it('resumes a dropped subscription behind its last message', async () => {
    await store.append('a-1', 'any', [someEvent('One')]);
    const end = new AbortController();
    const seen: string[] = [];
    for await (const message of store.subscribe({ streamPrefixes: ['a-'] }, undefined, end.signal)) {
      seen.push(message.kind === 'event' ? message.event.type : message.kind);
      if (seen.length === 2) {
        store.dropSubscriptions();
        await store.append('a-1', 'any', [someEvent('Two')]);
      }
      if (seen.length === 4) end.abort();
    }
    expect(seen).to.deep.equal(['One', 'caught-up', 'Two', 'caught-up']);
  });

  it('answers nothing while it is away, and lets subscriptions wait', async () => {
    await store.append('a-1', 'any', [someEvent('One')]);
    store.setAvailable(false);
    const filter = { streamPrefixes: ['a-'] };
    const end = new AbortController();
    const messages = store.subscribe(filter, undefined, end.signal)[Symbol.asyncIterator]();
    const first = messages.next();
    const reading = store.readStream('a-1')[Symbol.asyncIterator]().next();
    for (const call of [
      reading,
      store.append('a-1', 'any', [someEvent()]),
      store.hasEventsBetween(filter, 0n, 1n),
    ]) {
      expect(await rejection(call)).to.be.instanceOf(EventStoreUnavailableError);
    }
    store.setAvailable(true);
    expect((await first).value).to.have.property('kind', 'event');
    end.abort();
  });
});
