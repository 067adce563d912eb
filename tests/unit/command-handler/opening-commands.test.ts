import { expect } from 'chai';
import { DomainError } from '../../../src/domain/domain-error.js';
import { InMemoryEventStore } from '../../../src/testing/in-memory-event-store.js';
import { rejection } from './rejection.js';
import { add, take, tallyHandler } from './tally.js';

const stream = 'tally-1';

describe('CommandHandler, given a command that opens a stream', () => {
  let store: InMemoryEventStore;
  let reads: number;

  beforeEach(() => {
    store = new InMemoryEventStore();
    reads = 0;
    const { readStream } = store;
    store.readStream = (...call) => {
      reads++;
      return readStream.apply(store, call);
    };
  });

  it('does not look for the stream first', async () => {
    const handler = tallyHandler(store, { openedBy: ['Add'] });
    expect((await handler.handle(stream, add(1))).revision).to.equal(0);
    expect((await handler.handle(stream, take(1))).revision).to.equal(1);
    expect(reads).to.equal(0);
  });

  it('decides on the stream when there is one', async () => {
    await tallyHandler(store).handle(stream, add(5));
    expect((await tallyHandler(store, { openedBy: ['Add'] }).handle(stream, add(1))).revision).to.equal(1);
    expect((await tallyHandler(store, { openedBy: ['Take'] }).handle(stream, take(6))).revision).to.equal(2);
    const error = await rejection(tallyHandler(store, { openedBy: ['Take'] }).handle(stream, take(1)));
    expect(error).to.be.instanceOf(DomainError);
  });

  it('writes a repeated one once', async () => {
    const command = add(1, 2);
    const first = await tallyHandler(store, { openedBy: ['Add'] }).handle(stream, command);
    await tallyHandler(store).handle(stream, add(3));
    const handler = tallyHandler(store, { openedBy: ['Add'] });
    expect(await handler.handle(stream, command)).to.deep.equal(first);
    expect((await handler.handle(stream, add(4))).revision).to.equal(3);
    expect((await handler.handle(stream, command)).repeated).to.equal(true);
    expect((await handler.load(stream)).state).to.deep.equal({ total: 10, events: 4 });
  });
});
