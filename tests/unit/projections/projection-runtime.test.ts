import { expect } from 'chai';
import type { ProcessorStores } from '../../../src/application/event-processor/processor-stores.js';
import type { Projection } from '../../../src/projections/projection.js';
import { generationName } from '../../../src/projections/runtime/generation-name.js';
import { ProjectionRuntime } from '../../../src/projections/runtime/projection-runtime.js';
import { InMemoryEventStore } from '../../../src/testing/in-memory-event-store.js';
import { inMemoryProcessorStores } from '../../../src/testing/in-memory-processor-stores.js';
import {
  InMemoryDocumentStore,
  InMemoryProjectionRegistry,
} from '../../../src/testing/in-memory-read-models.js';
import { ManualClock } from '../../../src/testing/manual-clock.js';
import { append, until } from '../event-processor/support.js';
import { foldOf, tallies, type Tally } from './support.js';

describe('ProjectionRuntime', () => {
  let eventStore: InMemoryEventStore;
  let clock: ManualClock;
  let stores: ProcessorStores;
  let documents: InMemoryDocumentStore;
  let registry: InMemoryProjectionRegistry;
  let runtimes: ProjectionRuntime[];

  beforeEach(async () => {
    clock = new ManualClock();
    eventStore = new InMemoryEventStore(() => clock.now());
    stores = inMemoryProcessorStores();
    documents = new InMemoryDocumentStore();
    registry = new InMemoryProjectionRegistry();
    runtimes = [];
    await fill(20);
  });

  afterEach(() => Promise.all(runtimes.map((runtime) => runtime.stop())));

  async function fill(count: number): Promise<bigint> {
    let position = 0n;
    for (let index = 0; index < count; index += 1) {
      position = await append(eventStore, `thing-${index % 6}`, 'Happened');
    }
    return position;
  }

  function start(projection: Projection<Tally>, owner = 'here-1'): ProjectionRuntime {
    const runtime = new ProjectionRuntime([projection], {
      ...stores,
      eventStore,
      documents,
      registry,
      clock,
      owner,
    });
    runtimes.push(runtime);
    runtime.start();
    return runtime;
  }

  async function activeDocuments(): Promise<readonly unknown[]> {
    const [record] = await registry.list();
    return documents.collection(generationName('tallies', record!.active)).all;
  }

  it('fills the first generation and answers from it', async () => {
    const projection = tallies();
    const runtime = start(projection);
    await until(clock, () => runtime.ready);
    expect(await activeDocuments()).to.deep.equal(foldOf(projection, eventStore.events));
    expect((await runtime.readModel(projection).get('3'))?.count).to.equal(3);
  });

  it('answers through a rebuild under writes without failing or going back in time', async () => {
    const projection = tallies();
    const first = start(projection, 'here-1');
    await until(clock, () => first.ready);
    const second = start(projection, 'here-2');
    await until(clock, () => second.ready);
    const { active: before } = (await registry.list())[0]!;
    // Documents of a new generation are slow to come.
    const slow = new Set<string>();
    let slowness = 70;
    const collectionOf = documents.collection.bind(documents);
    documents.collection = (name) => {
      const collection = collectionOf(name);
      if (name === generationName('tallies', before) || slow.has(name)) return collection;
      slow.add(name);
      const write = collection.write.bind(collection);
      return Object.assign(collection, {
        write: async (changes: Parameters<typeof write>[0]) => {
          await clock.sleep(slowness);
          return write(changes);
        },
      });
    };
    const models = [first.readModel(projection), second.readModel(projection)];
    const shown = new Map<string, number>();
    let writes = 0;
    await registry.requestRebuild('tallies');
    await until(clock, async () => {
      const { active } = (await registry.list())[0]!;
      if (writes < 400) await append(eventStore, `thing-${(writes += 1) % 6}`, 'Happened');
      for (const id of ['0', '1', '2', '3', '4', '5']) {
        const { revision } = (await models[0]!.get(id))!;
        expect(revision, `document ${id} at write ${writes}`).to.be.at.least(shown.get(id) ?? 0);
        shown.set(id, revision);
        expect((await models[1]!.get(id))!.revision).to.be.at.least(2);
      }
      return active.generation !== before.generation && writes >= 60;
    });
    expect(writes).to.be.below(400);
    slowness = 0;
    await clock.advance(1_000);
  });

  it('lets a paused projection stand still, answering, and go on where it stood', async () => {
    const projection = tallies();
    const runtime = start(projection);
    await until(clock, () => runtime.ready);
    await registry.pause('tallies', true);
    await until(clock, () => runtime.status.length === 0);
    await fill(6);
    await registry.requestRebuild('tallies');
    await clock.advance(5_000);
    expect(runtime.ready).to.equal(true);
    expect((await runtime.readModel(projection).get('3'))?.count).to.equal(3);
    expect((await registry.list())[0]?.building).to.equal(undefined);

    await registry.pause('tallies', false);
    await until(clock, async () => (await runtime.readModel(projection).get('3'))?.count === 4);
    expect(await activeDocuments()).to.deep.equal(foldOf(projection, eventStore.events));
  });

  it('fills a new version beside the old one, which answers until the new one has caught up', async () => {
    const old = start(tallies(1));
    await until(clock, () => old.ready);
    await old.stop();
    const projection = tallies(2);
    const runtime = start(projection);
    const model = runtime.readModel(projection);
    const answers = new Set<string>();
    await until(clock, async () => {
      const document = await model.get('3').catch(() => undefined);
      if (document !== undefined) answers.add(`${document.group} ${document.count}`);
      return document?.group === 'v2';
    });
    expect([...answers]).to.deep.equal(['v1 3', 'v2 3']);
    const [record] = await registry.list();
    expect(record?.figures?.documents).to.equal(6);
    expect(record?.building).to.equal(undefined);
  });

  it('rebuilds on request while events keep coming, ends with equal documents, and drops the old ones later', async () => {
    const projection = tallies();
    const runtime = start(projection);
    await until(clock, () => runtime.ready);
    const [before] = await registry.list();
    expect(await registry.requestRebuild('tallies')).to.equal(true);
    await until(clock, async () => {
      await fill(3);
      const [record] = await registry.list();
      return record!.active.generation !== before!.active.generation;
    });
    const position = await fill(1);
    const reached = runtime.readModel(projection).waitFor(position, 5_000);
    await clock.advance(1_000);
    expect(await reached).to.equal(true);
    expect(await activeDocuments()).to.deep.equal(foldOf(projection, eventStore.events));
    expect(await documents.list()).to.have.length(2);
    await until(clock, async () => (await documents.list()).length === 1);
    expect(await stores.checkpoints.load(generationName('tallies', before!.active))).to.equal(undefined);
  });

  it('does not let a version take over that streams are poisonous to, until they are released', async () => {
    const old = start(tallies(1));
    await until(clock, () => old.ready);
    await old.stop();
    const poisonous = tallies(2, ({ stream, revision }) => stream === 'thing-2' && revision === 1);
    const runtime = start(poisonous);
    await until(clock, async () => (await stores.deadLetters.parkedKeys()).length === 1);
    await clock.advance(30_000);
    const [held] = await registry.list();
    expect(held?.active.version).to.equal(1);
    expect((await runtime.readModel(poisonous).get('2'))?.group).to.equal('v1');
    const [parked] = await stores.deadLetters.parkedKeys(generationName('tallies', held!.building!));
    await stores.deadLetters.request(parked!.head, 'skip');
    await until(clock, async () => (await registry.list())[0]?.active.version === 2);
    expect((await runtime.readModel(poisonous).get('2'))?.trail).to.equal('0H 2H ');
  });

  it('begins a rebuild anew when one is asked for while one is stuck', async () => {
    const old = start(tallies(1));
    await until(clock, () => old.ready);
    await old.stop();
    let poisonous = true;
    start(tallies(2, () => poisonous));
    await until(clock, async () => (await stores.deadLetters.parkedKeys()).length === 6);
    poisonous = false;
    await registry.requestRebuild('tallies');
    await until(clock, async () => (await registry.list())[0]?.active.version === 2);
    expect(await activeDocuments()).to.deep.equal(foldOf(tallies(2), eventStore.events));
  });

  it('goes on with a rebuild that a stopped process began', async () => {
    const first = start(tallies());
    await until(clock, () => first.ready);
    await first.stop();
    const [record] = await registry.list();
    const building = { version: 1, generation: record!.active.generation + 1 };
    await documents.create(generationName('tallies', building));
    await registry.begin('tallies', building);
    start(tallies());
    await until(clock, async () => {
      const [now] = await registry.list();
      return now?.active.generation === building.generation;
    });
    expect(await activeDocuments()).to.deep.equal(foldOf(tallies(), eventStore.events));
  });

  for (const lost of ['everything', 'the documents'] as const) {
    it(`refills by itself when ${lost} in the database was deleted under it`, async () => {
      const projection = tallies();
      const runtime = start(projection);
      await until(clock, () => runtime.ready);
      const [before] = await registry.list();
      for (const collection of await documents.list()) await documents.drop(collection);
      if (lost === 'everything') {
        registry.clear();
        await stores.checkpoints.remove(generationName('tallies', before!.active));
        await stores.leases.remove(generationName('tallies', before!.active));
      }
      const position = await fill(4);
      await until(clock, async () => {
        const [record] = await registry.list();
        return (
          record !== undefined && record.active.generation !== before!.active.generation && runtime.ready
        );
      });
      const reached = runtime.readModel(projection).waitFor(position, 5_000);
      await clock.advance(1_000);
      expect(await reached).to.equal(true);
      expect(await activeDocuments()).to.deep.equal(foldOf(projection, eventStore.events));
    });
  }

  it('leaves a newer version alone', async () => {
    const newer = start(tallies(2));
    await until(clock, () => newer.ready);
    const older = start(tallies(1), 'here-2');
    await until(clock, () => older.ready);
    await clock.advance(10_000);
    const [record] = await registry.list();
    expect(record?.active.version).to.equal(2);
    expect((await older.readModel(tallies(1)).get('1'))?.group).to.equal('v2');
    expect(older.status).to.deep.equal([]);
  });

  describe('waitFor', () => {
    it('waits for events of its own, and not for those of others', async () => {
      const projection = tallies();
      const runtime = start(projection);
      await until(clock, () => runtime.ready);
      const model = runtime.readModel(projection);
      const own = await append(eventStore, 'thing-1', 'Happened');
      const reached = model.waitFor(own, 2_000);
      await clock.advance(300);
      expect(await reached).to.equal(true);
      expect((await model.get('1'))?.revision).to.equal(eventStore.eventsOf('thing-1').length - 1);
      eventStore.setAvailable(false);
      eventStore.setAvailable(true);
      const other = await append(eventStore, 'other-1', 'Happened');
      const passed = model.waitFor(other, 2_000);
      await clock.advance(300);
      expect(await passed).to.equal(true);
    });

    it('works on an instance that does not fill the read model itself', async () => {
      const projection = tallies();
      const leader = start(projection);
      await until(clock, () => leader.ready);
      const follower = start(projection, 'here-2');
      await until(clock, () => follower.ready);
      const position = await append(eventStore, 'thing-1', 'Happened');
      const reached = follower.readModel(projection).waitFor(position, 2_000);
      await clock.advance(1_000);
      expect(await reached).to.equal(true);
      expect(follower.status[0]?.role).to.equal('following');
    });

    it('answers false when the time is up', async () => {
      const projection = tallies();
      const runtime = start(projection);
      await until(clock, () => runtime.ready);
      await runtime.stop();
      const position = await append(eventStore, 'thing-1', 'Happened');
      const reached = runtime.readModel(projection).waitFor(position, 2_000);
      await clock.advance(3_000);
      expect(await reached).to.equal(false);
    });
  });
});
