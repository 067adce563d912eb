import { expect } from 'chai';
import * as fc from 'fast-check';
import { deadLetterOf } from '../../../src/application/event-processor/dead-letter.js';
import type { RecordedEvent } from '../../../src/application/recorded-event.js';
import { activities } from '../../../src/projections/activities.js';
import { compareDocument } from '../../../src/projections/operations/compare-document.js';
import { healDocument } from '../../../src/projections/operations/heal-document.js';
import { inspectedGeneration } from '../../../src/projections/operations/inspected-generation.js';
import { append } from '../event-processor/support.js';
import { foldOf, tallies, type Tally } from '../projections/support.js';
import { OperatedReadSide } from './read-side-of.js';

describe('healing a document', () => {
  let world: OperatedReadSide<Tally>;
  let events: readonly RecordedEvent[];

  async function open(projection = tallies()): Promise<void> {
    world = new OperatedReadSide(projection);
    for (let index = 0; index < 20; index += 1)
      await append(world.eventStore, `thing-${index % 4}`, 'Happened');
    events = world.eventStore.events;
  }

  beforeEach(() => open());

  const inspected = () => inspectedGeneration(world, 'tallies');
  const heal = async (id: string) => healDocument(await inspected(), id);
  const compare = async (id: string) => (await compareDocument(await inspected(), id)).comparison;
  const codeOf = (work: Promise<unknown>) => work.then(String, ({ code }: { code: string }) => code);
  const asFolded = (upTo: readonly RecordedEvent[] = events) => foldOf(world.projection, upTo);

  it('leaves one alone that is what its events say', async () => {
    await world.take(world.handler(), events);
    const { differs, healed, changes, stream } = await heal('1');
    expect({ differs, healed, changes, stream }).to.deep.equal({
      differs: false,
      healed: false,
      changes: [],
      stream: 'thing-1',
    });
    expect(world.documents.all).to.deep.equal(asFolded());
  });

  it('replaces one that differs, and tells in what', async () => {
    await world.take(world.handler(), events);
    await world.tamper('2', (document) => ({ ...document, count: 99, group: 'lost' }));
    expect((await compare('2')).changes).to.deep.equal([
      { path: '/count', before: 99, after: 5 },
      { path: '/group', before: 'lost', after: 'v1' },
    ]);
    expect((await world.documents.get('2')) as Tally).to.include({ count: 99 });
    expect(await heal('2')).to.deep.include({
      differs: true,
      healed: true,
      storedRevision: 4,
      foldedRevision: 4,
    });
    expect(world.unmarked).to.deep.equal(asFolded());
    expect(await heal('2')).to.deep.include({ differs: false, healed: false });
  });

  it('is noticed by a handler that still holds what stood there before', async () => {
    const handler = world.handler();
    await world.take(handler, events.slice(0, 8));
    await world.tamper('0', (document) => ({ ...document, trail: 'garbage ' }));
    // It holds the garbage from now on.
    const poisoned = world.handler();
    await world.take(poisoned, events.slice(0, 9));
    expect(((await world.documents.get('0')) as Tally).trail).to.equal('garbage 2H ');
    await heal('0');
    await world.take(poisoned, events.slice(9));
    expect(world.documents.all).to.deep.equal(asFolded());
  });

  it('comes to the fold whatever happens at the same time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(3), { maxLength: 12 }), fc.nat(19), async (healings, from) => {
        await open();
        const handler = world.handler();
        await world.take(handler, events.slice(0, from));
        if (from > 0) await world.tamper('0', (document) => ({ ...document, count: -1 }));
        const rest = (async () => {
          for (const event of events.slice(from)) await world.take(handler, [event]);
        })();
        await Promise.all([rest, ...healings.map((id) => codeOf(heal(String(id))))]);
        await Promise.all(['0', '1', '2', '3'].map(heal));
        expect(world.unmarked).to.deep.equal(asFolded());
      }),
      { numRuns: 60 },
    );
  });

  it('does not take one for broken that is merely behind', async () => {
    await world.take(world.handler(), events.slice(0, 10));
    expect(await heal('3')).to.include({ differs: false, storedRevision: 1, foldedRevision: 1 });
    await open();
    expect(await heal('3')).to.include({ differs: false, storedRevision: null, foldedRevision: null });
  });

  it('brings back what got lost, and what its projection has passed over', async () => {
    await world.take(world.handler(), events);
    await world.documents.remove((await world.documents.get('1'))!);
    await world.tamper('2', (document) => ({ ...document, revision: 2, count: 3, trail: '0H 1H 2H ' }));
    expect(await heal('1')).to.include({ healed: true, storedRevision: null, foldedRevision: 4 });
    expect(await heal('2')).to.include({ healed: true, storedRevision: 2, foldedRevision: 4 });
    expect(world.unmarked).to.deep.equal(asFolded());
  });

  it('puts one right that claims to be further than its stream, and takes away one that has no events', async () => {
    await world.take(world.handler(), events);
    await world.tamper('1', (document) => ({ ...document, revision: 1_000 }));
    expect(await heal('1')).to.include({ healed: true, storedRevision: 1_000, foldedRevision: 4 });
    const stray = { ...asFolded()[0]!, _id: 'stray' };
    await world.documents.write([{ document: stray, previousRevision: undefined }]);
    expect(await heal('stray')).to.include({ healed: true, foldedRevision: null });
    expect(world.unmarked).to.deep.equal(asFolded());
    expect(await codeOf(heal('stray'))).to.equal('document-not-found');
  });

  it('stops where a stream is parked, and passes over what was skipped', async () => {
    await open(tallies(1, ({ stream, revision }) => stream === 'thing-2' && revision === 3));
    const handler = world.handler();
    const poison = events.find(({ stream, revision }) => stream === 'thing-2' && revision === 3)!;
    await handler.handle(events).catch(() => undefined);
    await world.take(
      handler,
      events.filter(({ stream }) => stream !== 'thing-2'),
    );
    const letter = deadLetterOf(world.collection, 'thing-2', poison, world.clock.now(), 'indigestible');
    await world.stores.deadLetters.park([letter]);
    expect(await heal('2')).to.include({ differs: false, storedRevision: 2, parkedAtRevision: 3 });

    await world.stores.deadLetters.remove(letter);
    await handler.skip(poison);
    await handler.handle(events.filter(({ stream }) => stream === 'thing-2').slice(4));
    expect(await heal('2')).to.include({ differs: false, storedRevision: 4 });
    await world.tamper('2', (document) => ({ ...document, count: 0 }));
    expect(await heal('2')).to.include({ healed: true, foldedRevision: 4 });
    expect(await world.documents.get('2')).to.include({ trail: '0H 1H 2H 4H ' });
  });

  it('refuses what other code fills, and what is not there', async () => {
    await world.take(world.handler(), events);
    const newer = { ...world, projections: [tallies(2)] as never };
    expect(await codeOf(inspectedGeneration(newer, 'tallies'))).to.equal('projection-of-another-version');
    expect(await codeOf(inspectedGeneration(world, 'nothing'))).to.equal('projection-not-found');
    expect(await codeOf(heal('nobody'))).to.equal('document-not-found');
  });

  it('heals a document of one event by the place it tells', async () => {
    const log = new OperatedReadSide(activities);
    for (const stream of ['a-1', 'b-1']) await append(log.eventStore, stream, 'Happened');
    await log.take(log.handler(), log.eventStore.events);
    const [{ _id: id }, { _id: other }] = log.documents.all as [Tally, Tally];
    await log.tamper(id, (document) => ({ ...document, actor: 'nobody' }));
    const healing = await healDocument(await inspectedGeneration(log, 'activities'), id);
    expect(healing.changes.map(({ path }) => path)).to.deep.equal(['/actor']);
    expect(healing.healed).to.equal(true);
    await log.tamper(other, (document) => ({ ...document, stream: 'c-1' }));
    expect(await codeOf(healDocument(await inspectedGeneration(log, 'activities'), other))).to.equal(
      'document-not-traceable',
    );
  });
});
