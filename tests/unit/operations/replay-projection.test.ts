import { expect } from 'chai';
import { activities } from '../../../src/projections/activities.js';
import { inspectedGeneration } from '../../../src/projections/operations/inspected-generation.js';
import { replayProjection } from '../../../src/projections/operations/replay-projection.js';
import { append } from '../event-processor/support.js';
import { foldOf, tallies, type Tally } from '../projections/support.js';
import { OperatedReadSide } from './read-side-of.js';

describe('replaying events to a projection', () => {
  let world: OperatedReadSide<Tally>;

  beforeEach(async () => {
    world = new OperatedReadSide(tallies());
    for (let index = 0; index < 200; index += 1) {
      await append(world.eventStore, `thing-${index % 50}`, 'Happened');
    }
    await world.take(world.handler(), world.eventStore.events);
  });

  async function replay(after: bigint | undefined, apply: boolean) {
    const found: string[] = [];
    const shares: (number | undefined)[] = [];
    const report = await replayProjection(await inspectedGeneration(world, 'tallies'), after, {
      apply,
      onProgress: ({ share }) => shares.push(share),
      onDifference: ({ document }) => found.push(document),
    });
    return { found: found.toSorted(), report, shares };
  }

  it('shows what would change, and writes nothing', async () => {
    await world.tamper('7', (document) => ({ ...document, count: 0 }));
    await world.tamper('33', (document) => ({ ...document, trail: '' }));
    const before = world.documents.all;
    const { found, report, shares } = await replay(undefined, false);
    expect(found).to.deep.equal(['33', '7']);
    expect(report).to.include({ events: 200, documents: 50, differing: 2, healed: 0, after: null });
    expect(shares).to.deep.equal(shares.toSorted());
    expect(shares.at(-1)).to.equal(1);
    expect(world.documents.all).to.deep.equal(before);
  });

  it('replaces what differs when it is told to, and nothing else', async () => {
    await world.tamper('7', (document) => ({ ...document, count: 0 }));
    const { report } = await replay(undefined, true);
    expect(report).to.include({ differing: 1, healed: 1 });
    expect(world.documents.all.filter(({ healed }) => healed !== undefined)).to.have.length(1);
    expect(world.unmarked).to.deep.equal(foldOf(world.projection, world.eventStore.events));
    expect((await replay(undefined, true)).report).to.include({ differing: 0, healed: 0 });
  });

  it('looks at the documents of the events behind a position only, each as a whole', async () => {
    await world.tamper('7', (document) => ({ ...document, count: 0 }));
    await world.tamper('49', (document) => ({ ...document, count: 0 }));
    const { position } = world.eventStore.events[189]!;
    const { found, report } = await replay(position, true);
    expect(found).to.deep.equal(['49']);
    expect(report).to.include({ events: 10, documents: 10 });
    expect(await world.documents.get('49')).to.include({ count: 4 });
    const last = world.eventStore.events.at(-1)!.position;
    expect((await replay(last, true)).report).to.include({ events: 0, documents: 0 });
  });

  it('finds documents of one event that got lost', async () => {
    const log = new OperatedReadSide(activities);
    for (const stream of ['a-1', 'a-1', 'b-1']) await append(log.eventStore, stream, 'Happened');
    await log.take(log.handler(), log.eventStore.events);
    const before = log.documents.all;
    await log.documents.remove(before[1]!);
    const generation = await inspectedGeneration(log, 'activities');
    const options = { apply: true, onDifference: () => undefined };
    expect(await replayProjection(generation, undefined, options)).to.include({ documents: 3, healed: 1 });
    expect(log.unmarked).to.deep.equal(before);
  });
});
