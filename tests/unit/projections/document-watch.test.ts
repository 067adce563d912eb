import { setMaxListeners } from 'node:events';
import { expect } from 'chai';
import { ReadModelUnavailableError } from '../../../src/application/read-models/read-model-unavailable-error.js';
import { DocumentWatch } from '../../../src/projections/runtime/document-watch.js';
import { InMemoryEventStore } from '../../../src/testing/in-memory-event-store.js';
import { ManualClock } from '../../../src/testing/manual-clock.js';
import { append, until } from '../event-processor/support.js';
import { foldOf, tallies, type Tally } from './support.js';

describe('DocumentWatch', () => {
  const projection = tallies();
  let eventStore: InMemoryEventStore;
  let clock: ManualClock;
  let shown: Tally[];
  let looks: number;
  let away: boolean;
  let watch: DocumentWatch<Tally>;
  let ending: AbortController;

  beforeEach(() => {
    eventStore = new InMemoryEventStore();
    clock = new ManualClock();
    shown = [];
    looks = 0;
    away = false;
    ending = new AbortController();
    setMaxListeners(100, ending.signal);
    const readModel = {
      async getMany(ids: readonly string[]): Promise<Tally[]> {
        looks += 1;
        if (away) throw new ReadModelUnavailableError('away');
        return shown.filter(({ _id }) => ids.includes(_id));
      },
    };
    watch = new DocumentWatch({ projection, readModel, eventStore, clock });
  });

  function follow(id: string, after: number): number[] {
    const seen: number[] = [];
    void (async () => {
      for await (const { revision } of watch.changes(id, after, ending.signal)) seen.push(revision);
    })();
    return seen;
  }

  function catchUp(): void {
    shown = foldOf(projection, eventStore.events);
  }

  it('tells every revision in order, also those that came between two looks', async () => {
    for (let index = 0; index < 3; index += 1) await append(eventStore, 'thing-1', 'Happened');
    catchUp();
    const seen = follow('1', 0);
    await until(clock, () => seen.length === 2);
    for (let index = 0; index < 4; index += 1) await append(eventStore, 'thing-1', 'Happened');
    catchUp();
    await until(clock, () => seen.length === 6);
    expect(seen).to.deep.equal([1, 2, 3, 4, 5, 6]);
    ending.abort();
  });

  it('tells nothing that the read model does not show yet', async () => {
    await append(eventStore, 'thing-1', 'Happened');
    catchUp();
    await append(eventStore, 'thing-1', 'Happened');
    const seen = follow('1', -1);
    await until(clock, () => seen.length === 1);
    await clock.advance(1_000);
    expect(seen).to.deep.equal([0]);
    ending.abort();
  });

  it('asks once for all that are watched, and not at all when nobody watches', async () => {
    const all = Array.from({ length: 50 }, (_, index) => follow(`${index}`, -1));
    await until(clock, () => watch.watchers === 50);
    looks = 0;
    await clock.advance(1_000);
    expect(looks).to.be.within(4, 6);
    for (let index = 0; index < 50; index += 1) await append(eventStore, `thing-${index}`, 'Happened');
    catchUp();
    await until(clock, () => all.every((seen) => seen.length === 1));
    ending.abort();
    await until(clock, () => watch.watchers === 0);
    await clock.advance(1_000);
    looks = 0;
    await clock.advance(10_000);
    expect(looks).to.equal(0);
  });

  it('outlives a read model that is away', async () => {
    away = true;
    const seen = follow('1', -1);
    await append(eventStore, 'thing-1', 'Happened');
    catchUp();
    await clock.advance(2_000);
    expect(seen).to.deep.equal([]);
    away = false;
    await until(clock, () => seen.length === 1);
    ending.abort();
  });
});
