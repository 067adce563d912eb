import { expect } from 'chai';
import { DomainError } from '../../../src/domain/domain-error.js';
import { RevisionMismatchError } from '../../../src/application/revision-mismatch-error.js';
import { InMemoryEventStore } from '../../../src/testing/in-memory-event-store.js';
import { rejection } from './rejection.js';
import { add, take, tallyHandler } from './tally.js';

const stream = 'tally-1';

describe('CommandHandler', () => {
  let store: InMemoryEventStore;

  beforeEach(() => {
    store = new InMemoryEventStore();
  });

  it('appends what the decider decides and answers where the stream then stands', async () => {
    const handler = tallyHandler(store);
    expect(await handler.handle(stream, add(5, 7))).to.deep.equal({
      stream,
      revision: 1,
      position: 2n,
      repeated: false,
    });
    expect(await handler.handle(stream, take(2))).to.deep.equal({
      stream,
      revision: 2,
      position: 3n,
      repeated: false,
    });
    expect(store.eventsOf(stream).map(({ type, data }) => ({ type, data }))).to.deep.equal([
      { type: 'Added', data: { amount: 5 } },
      { type: 'Added', data: { amount: 7 } },
      { type: 'Taken', data: { amount: 2 } },
    ]);
    expect(await handler.load(stream)).to.deep.equal({
      state: { total: 10, events: 3 },
      revision: 2,
      position: 3n,
    });
  });

  it('writes beside each event where it came from, under an id derived from the command and all it writes', async () => {
    const command = { ...add(1, 2), traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' };
    await tallyHandler(store, { eventVersions: { Added: 3, Taken: 1 } }).handle(stream, command);
    const [first, second] = store.eventsOf(stream);
    expect(first?.metadata).to.deep.equal({
      $correlationId: command.correlationId,
      $causationId: command.causationId,
      commandId: command.commandId,
      actor: command.actor,
      schemaVersion: 3,
      traceparent: command.traceparent,
    });
    const other = new InMemoryEventStore();
    await tallyHandler(other).handle(stream, command);
    await tallyHandler(other).handle('tally-2', { ...command, body: add(1, 3).body });
    const [firstAgain, secondAgain] = other.eventsOf(stream);
    expect([firstAgain?.eventId, secondAgain?.eventId]).to.deep.equal([first?.eventId, second?.eventId]);
    const ids = [first, second, ...other.eventsOf('tally-2')].map((event) => event?.eventId);
    expect(new Set(ids)).to.have.length(4);
  });

  it('answers the present place of the stream when a command changes nothing', async () => {
    const handler = tallyHandler(store);
    expect(await handler.handle(stream, add())).to.deep.equal({
      stream,
      revision: -1,
      position: 0n,
      repeated: false,
    });
    await handler.handle(stream, add(1));
    expect(await handler.handle(stream, add())).to.deep.equal({
      stream,
      revision: 0,
      position: 1n,
      repeated: false,
    });
    expect(store.events).to.have.length(1);
  });

  it('passes on what the aggregate refuses, and goes on with the next command', async () => {
    const handler = tallyHandler(store);
    const error = await rejection(handler.handle(stream, take(1)));
    expect(error).to.be.instanceOf(DomainError).with.property('code', 'too-few');
    expect((await handler.handle(stream, add(1))).revision).to.equal(0);
  });

  it('refuses a command id that is no UUID', async () => {
    const error = await rejection(tallyHandler(store).handle(stream, { ...add(1), commandId: 'mine' }));
    expect(error).to.be.instanceOf(TypeError);
    expect(store.events).to.have.length(0);
  });

  it('loads a stream that does not exist as the initial state', async () => {
    const none = { state: { total: 0, events: 0 }, revision: -1, position: 0n };
    expect(await tallyHandler(store).load(stream)).to.deep.equal(none);
  });

  it('loads what others have appended since', async () => {
    const handler = tallyHandler(store);
    await handler.handle(stream, add(1));
    await tallyHandler(store).handle(stream, add(2));
    expect((await handler.load(stream)).state.total).to.equal(3);
  });

  describe('with an expected revision', () => {
    it('handles the command at that revision only', async () => {
      const handler = tallyHandler(store);
      await handler.handle(stream, add(1), { expectedRevision: -1 });
      const error = await rejection(handler.handle(stream, add(1), { expectedRevision: 1 }));
      expect(error).to.be.instanceOf(RevisionMismatchError).with.property('actual', 0);
      expect((await handler.handle(stream, add(1), { expectedRevision: 0 })).revision).to.equal(1);
    });

    it('looks at the store before it refuses on what it remembers', async () => {
      const handler = tallyHandler(store);
      await handler.handle(stream, add(1));
      await tallyHandler(store).handle(stream, add(1));
      expect((await handler.handle(stream, add(1), { expectedRevision: 1 })).revision).to.equal(2);
    });

    it('lets one of several at the same revision through', async () => {
      const handler = tallyHandler(store);
      const outcomes = await Promise.allSettled(
        Array.from({ length: 5 }, () => handler.handle(stream, add(1), { expectedRevision: -1 })),
      );
      expect(outcomes.map(({ status }) => status).toSorted()).to.deep.equal([
        'fulfilled',
        ...Array.from({ length: 4 }, () => 'rejected'),
      ]);
      expect(store.events).to.have.length(1);
    });
  });

  describe('on what it remembers of a stream', () => {
    it('refuses nothing that the store, in the meantime, would allow', async () => {
      const handler = tallyHandler(store);
      await handler.handle(stream, add(1));
      await tallyHandler(store).handle(stream, add(9));
      expect((await handler.handle(stream, take(10))).revision).to.equal(2);
    });

    it('answers nothing stale when a command changes nothing', async () => {
      const handler = tallyHandler(store);
      await handler.handle(stream, add(1));
      await tallyHandler(store).handle(stream, add(9));
      expect((await handler.handle(stream, add())).revision).to.equal(1);
    });

    it('starts over when the store has lost the stream', async () => {
      const stores = [store, new InMemoryEventStore()] as const;
      let present = 0;
      const switched = new Proxy(store, {
        get(_, name) {
          const target = stores[present] as InMemoryEventStore;
          const value: unknown = Reflect.get(target, name);
          return typeof value === 'function' ? value.bind(target) : value;
        },
      });
      const handler = tallyHandler(switched);
      await handler.handle(stream, add(1, 2, 3));
      present = 1;
      expect((await handler.handle(stream, add(4))).revision).to.equal(0);
      expect((await handler.load(stream)).state.total).to.equal(4);
    });
  });
});
