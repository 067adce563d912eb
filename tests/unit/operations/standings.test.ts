import { expect } from 'chai';
import type { ProcessDocument } from '../../../src/application/read-models/process-view.js';
import { eventLag } from '../../../src/projections/operations/event-lag.js';
import { countProcesses, listProcesses } from '../../../src/projections/operations/process-list.js';
import { projectionStanding } from '../../../src/projections/operations/projection-standing.js';
import { processes } from '../../../src/projections/processes.js';
import { append } from '../event-processor/support.js';
import { tallies, type Tally } from '../projections/support.js';
import { OperatedReadSide } from './read-side-of.js';

describe('the standing of a projection', () => {
  let world: OperatedReadSide<Tally>;

  beforeEach(() => {
    world = new OperatedReadSide(tallies());
  });

  const standing = async () => projectionStanding(world, (await world.stores.registry.list())[0]!);

  it('counts the events it has not taken in, and tells the age of the oldest', async () => {
    for (let index = 0; index < 5; index += 1) await append(world.eventStore, 'thing-1', 'Happened');
    await world.take(world.handler(), world.eventStore.events);
    expect((await standing()).lag).to.deep.equal({ events: 0, isAtLeast: false, ms: 0 });
    await append(world.eventStore, 'thing-1', 'Happened');
    await append(world.eventStore, 'other-1', 'Happened');
    await world.clock.advance(300);
    await append(world.eventStore, 'thing-2', 'Happened');
    expect((await standing()).lag).to.deep.equal({ events: 2, isAtLeast: false, ms: 300 });
  });

  it('counts no further than a thousand', async () => {
    for (let index = 0; index < 1_005; index += 1) await append(world.eventStore, 'thing-1', 'Happened');
    expect((await standing()).lag).to.include({ events: 1_000, isAtLeast: true });
  });

  it('has no lag to tell while the event store is away', async () => {
    const silent = {
      ...world.eventStore,
      subscribe: () => ({ [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => undefined) }) }),
    };
    const asked = eventLag({ eventStore: silent as never, clock: world.clock }, world.filter, 0n);
    await world.clock.advance(2_000);
    expect(await asked).to.equal(null);
    expect(world.clock.sleeping).to.equal(0);
  });

  it('tells its state, and how far a rebuild is', async () => {
    for (let index = 0; index < 4; index += 1) await append(world.eventStore, `thing-${index}`, 'Happened');
    await world.take(world.handler(), world.eventStore.events);
    const { registry, checkpoints } = world.stores;
    expect(await standing()).to.include({ state: 'live', documents: 4, building: null, lastRebuild: null });
    const building = { version: 1, generation: 2_000 };
    await registry.begin('tallies', building);
    await checkpoints.store('tallies.v1.2000', world.eventStore.events[1]!.position);
    const { state, building: built } = await standing();
    expect(state).to.equal('rebuilding');
    expect(built).to.include({ collection: 'tallies.v1.2000', since: '1970-01-01T00:00:02.000Z' });
    expect(built?.share).to.be.greaterThan(0).and.lessThan(1);
    await registry.handOver('tallies', building, world.clock.now().toISOString());
    expect((await standing()).state).to.equal('handing-over');
    await registry.pause('tallies', true);
    expect((await standing()).state).to.equal('paused');
  });
});

describe('the list of processes', () => {
  const now = Date.parse('2026-01-01T01:00:00.000Z');
  let world: OperatedReadSide<ProcessDocument>;

  beforeEach(async () => {
    world = new OperatedReadSide(processes(['parcel', 'letter']));
    const documents = Array.from({ length: 30 }, (_, number): ProcessDocument => {
      const [manager, processId] = [number % 2 === 0 ? 'parcel' : 'letter', String(number)];
      const at = new Date(now - (30 - number) * 60_000).toISOString();
      const standing = number % 3;
      return {
        _id: `${manager}-${processId}`,
        revision: 0,
        listKey: `${at}/${manager}-${processId}`,
        manager,
        processId,
        status: standing === 0 ? 'ended' : 'running',
        lastInput: { type: 'Happened', inputId: 'i' },
        openCommands: [],
        openDeadlines: [],
        waking: standing !== 0,
        wakeAt: standing === 0 ? 0 : standing === 1 ? now + 1 : now - 10_001,
        updatedAt: at,
      };
    });
    await world.documents.write(documents.map((document) => ({ document, previousRevision: undefined })));
  });

  it('gives pages of those in a standing, the newest first', async () => {
    for (const [status, rest] of [
      ['ended', 0],
      ['open', 1],
      ['overdue', 2],
    ] as const) {
      const ids: number[] = [];
      let cursor: string | undefined;
      do {
        const page = await listProcesses(world.stores, { status, limit: 3, cursor }, now);
        expect(page.items.length).to.be.within(1, 3);
        expect(new Set(page.items.map((one) => one.status))).to.deep.equal(new Set([status]));
        ids.push(...page.items.map(({ processId }) => Number(processId)));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      const expected = Array.from({ length: 10 }, (_, index) => 27 - 3 * index + rest);
      expect(ids).to.deep.equal(expected);
    }
    const letters = await listProcesses(world.stores, { manager: 'letter', limit: 100 }, now);
    expect(letters.items).to.have.length(15);
    expect(letters.items[0]).to.include({ processId: '29', startedAt: '2026-01-01T00:59:00.000Z' });
  });

  it('is counted', async () => {
    expect(await countProcesses(world.stores, ['parcel', 'letter'], now)).to.deep.equal({
      waiting: 20,
      overdue: 10,
    });
    const none = new OperatedReadSide(tallies());
    expect(await countProcesses(none.stores, [], now)).to.deep.equal({ waiting: 0, overdue: 0 });
    expect((await listProcesses(none.stores, { limit: 5 }, now)).items).to.deep.equal([]);
  });
});
