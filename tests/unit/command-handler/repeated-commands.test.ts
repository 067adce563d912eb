import { expect } from 'chai';
import { EventStoreUnavailableError } from '../../../src/application/event-store-unavailable-error.js';
import { InMemoryEventStore } from '../../../src/testing/in-memory-event-store.js';
import { rejection } from './rejection.js';
import { add, take, tallyHandler } from './tally.js';

const stream = 'tally-1';

describe('CommandHandler, given a command id again', () => {
  let store: InMemoryEventStore;

  beforeEach(() => {
    store = new InMemoryEventStore();
  });

  it('answers what it answered then', async () => {
    const handler = tallyHandler(store);
    const command = add(1, 2);
    const first = await handler.handle(stream, command);
    await handler.handle(stream, add(3));
    expect(await handler.handle(stream, command)).to.deep.equal({ ...first, repeated: true });
    expect(store.events).to.have.length(3);
  });

  it('answers what it answered then after a restart', async () => {
    const command = add(1, 2);
    const first = await tallyHandler(store).handle(stream, command);
    await tallyHandler(store).handle(stream, add(3));
    expect(await tallyHandler(store).handle(stream, command)).to.deep.equal({ ...first, repeated: true });
    expect(store.events).to.have.length(3);
  });

  it('recognises what another process has handled since it looked', async () => {
    const handler = tallyHandler(store);
    await handler.handle(stream, add(1));
    const command = take(1);
    const first = await tallyHandler(store).handle(stream, command);
    expect(await handler.handle(stream, command)).to.include({ revision: 1, position: first.position });
    expect(store.events).to.have.length(2);

    const another = add(2);
    await tallyHandler(store).handle(stream, add(3));
    const second = await tallyHandler(store).handle(stream, another);
    expect(await handler.handle(stream, another)).to.deep.equal({ ...second, repeated: true });
    expect(store.events).to.have.length(4);
  });

  it('answers both when they wait together', async () => {
    const handler = tallyHandler(store);
    const command = add(1);
    const answers = await Promise.all([handler.handle(stream, command), handler.handle(stream, command)]);
    expect(answers.map(({ revision }) => revision)).to.deep.equal([0, 0]);
    expect(answers.map(({ repeated }) => repeated)).to.deep.equal([false, true]);

    const queued = [add(1), add(2), add(3)];
    const results = await Promise.all([...queued, ...queued].map((each) => handler.handle(stream, each)));
    expect(results.map(({ revision }) => revision)).to.deep.equal([1, 2, 3, 1, 2, 3]);
    expect(store.events).to.have.length(4);
  });

  it('answers it before it looks at the expected revision', async () => {
    const handler = tallyHandler(store);
    const command = add(1);
    await handler.handle(stream, command, { expectedRevision: -1 });
    expect((await handler.handle(stream, command, { expectedRevision: -1 })).repeated).to.equal(true);
  });

  it('decides one anew that was refused', async () => {
    const handler = tallyHandler(store);
    const command = take(1);
    await rejection(handler.handle(stream, command));
    await handler.handle(stream, add(1));
    expect((await handler.handle(stream, command)).repeated).to.equal(false);
  });

  for (const when of ['before', 'after'] as const) {
    it(`handles it exactly once when the store was lost just ${when} the append took effect`, async () => {
      const command = add(1);
      store.failNextAppend(when);
      const error = await rejection(tallyHandler(store).handle(stream, command));
      expect(error).to.be.instanceOf(EventStoreUnavailableError);
      const again = await tallyHandler(store).handle(stream, command);
      expect(again).to.deep.equal({ stream, revision: 0, position: 1n, repeated: when === 'after' });
      expect(store.events).to.have.length(1);
    });

    it(`does so in the same process, among others of the same group (${when})`, async () => {
      const handler = tallyHandler(store);
      await handler.handle(stream, add(1));
      const commands = [add(1), take(1), add(2)];
      store.failNextAppend(when);
      const outcomes = await Promise.allSettled(commands.map((command) => handler.handle(stream, command)));
      expect(outcomes.some(({ status }) => status === 'rejected')).to.equal(true);
      for (const command of commands.toReversed()) await handler.handle(stream, command);
      expect(store.events).to.have.length(4);
      expect((await handler.load(stream)).state).to.deep.equal({ total: 3, events: 4 });
    });
  }

  it('answers and keeps what is stored when it comes with another body than it was handled with elsewhere', async () => {
    const here = tallyHandler(store);
    await here.handle(stream, add(1));
    const command = add(2);
    const first = await tallyHandler(store).handle(stream, command);
    const other = { ...command, body: add(3).body };
    expect(await here.handle(stream, other)).to.deep.equal({ ...first, repeated: true });
    expect((await here.load(stream, { atLeast: 0 })).state).to.deep.equal({ total: 3, events: 2 });

    const opener = add(4);
    const opened = await tallyHandler(store).handle('tally-2', opener);
    const guessing = tallyHandler(store, { openedBy: ['Add'] });
    const fewer = { ...opener, body: add(5).body };
    expect(await guessing.handle('tally-2', fewer)).to.deep.equal({ ...opened, repeated: true });
    expect((await guessing.load('tally-2', { atLeast: 0 })).state).to.deep.equal({ total: 4, events: 1 });
  });

  it('forgets the oldest commands of a stream beyond the limit', async () => {
    const handler = tallyHandler(store, { rememberedCommands: 2 });
    const [oldest, older, newest] = [add(1), add(2), add(3)];
    for (const command of [oldest, older, newest]) await handler.handle(stream, command);
    expect((await handler.handle(stream, older)).repeated).to.equal(true);
    expect((await handler.handle(stream, newest)).repeated).to.equal(true);
    expect((await handler.handle(stream, oldest)).repeated).to.equal(false);
  });

  it('remembers commands of streams that the cache has dropped', async () => {
    const handler = tallyHandler(store, { cacheSize: 3 });
    const commands = Array.from({ length: 10 }, () => add(1));
    for (const [index, command] of commands.entries()) await handler.handle(`tally-${index}`, command);
    for (const [index, command] of commands.entries()) {
      expect((await handler.handle(`tally-${index}`, command)).repeated).to.equal(true);
    }
  });
});
