import { expect } from 'chai';
import { InvalidCursorError } from '../../../src/application/read-models/invalid-cursor-error.js';
import { listKey, type Document } from '../../../src/application/read-models/document.js';
import type { Where } from '../../../src/application/read-models/document-query.js';
import type {
  DocumentCollection,
  DocumentStore,
} from '../../../src/application/read-models/document-store.js';
import type {
  ProjectionRecord,
  ProjectionRegistry,
} from '../../../src/application/read-models/projection-registry.js';

/** A document with fields to ask for. */
interface Thing extends Document {
  readonly colour: string;
  readonly ready: boolean;
  readonly text: string;
  readonly nested: { readonly amount: number; readonly tags: readonly string[] };
}

function thing(number: number, revision = 0): Thing {
  const _id = `thing-${number.toString().padStart(3, '0')}`;
  return {
    _id,
    revision,
    listKey: listKey(`2026-01-01T00:00:00.${(number % 7).toString().padStart(3, '0')}Z`, _id),
    colour: number % 2 === 0 ? 'red' : 'blue',
    ready: number % 3 === 0,
    text: `a (very) nice thing, 100% ${number}.`,
    nested: { amount: number * 1_000_000_007, tags: ['x', String(revision)] },
  };
}

/** What every adapter of the read models' stores keeps to. `open` gives empty ones. */
export function readModelsContract(
  open: () => Promise<{ documents: DocumentStore; registry: ProjectionRegistry }>,
): void {
  let documents: DocumentStore;
  let registry: ProjectionRegistry;
  let things: DocumentCollection;

  beforeEach(async () => {
    ({ documents, registry } = await open());
    await documents.create('things.v1.1', [{ listKey: 1 }, { colour: 1, listKey: 1 }]);
    things = documents.collection('things.v1.1');
  });

  async function insert(...numbers: number[]): Promise<void> {
    const changes = numbers.map((number) => ({ document: thing(number), previousRevision: undefined }));
    expect(await things.write(changes)).to.deep.equal([]);
  }

  describe('documents', () => {
    it('come back as they were written', async () => {
      await insert(1, 2, 3);
      expect(await things.get('thing-002')).to.deep.equal(thing(2));
      expect(await things.get('thing-009')).to.equal(undefined);
      const many = await things.getMany(['thing-003', 'thing-009', 'thing-001']);
      expect(many.map(({ _id }) => _id).sort()).to.deep.equal(['thing-001', 'thing-003']);
      expect(await things.count()).to.equal(3);
    });

    it('are only replaced at the revision the change builds upon; the others are named', async () => {
      await insert(1, 2, 3);
      const moved = await things.write([
        { document: thing(1, 4), previousRevision: 0 },
        { document: thing(2, 4), previousRevision: 3 },
        { document: thing(3, 4), previousRevision: undefined },
        { document: thing(4, 0), previousRevision: undefined },
      ]);
      expect([...moved].sort()).to.deep.equal(['thing-002', 'thing-003']);
      const all = await things.getMany(['thing-001', 'thing-002', 'thing-003', 'thing-004']);
      const revisions = all.sort((a, b) => (a._id < b._id ? -1 : 1)).map(({ revision }) => revision);
      expect(revisions).to.deep.equal([4, 0, 0, 0]);
    });

    it('let one of two racing changes win', async () => {
      await insert(1);
      const racing = [1, 2, 3, 4].map((revision) =>
        things.write([{ document: thing(1, revision), previousRevision: 0 }]),
      );
      const outcomes = await Promise.all(racing);
      expect(outcomes.filter((moved) => moved.length === 0)).to.have.length(1);
    });

    it('are only replaced as often healed as the change has seen them', async () => {
      const healed = { ...thing(1), colour: 'green', healed: 1 };
      await insert(1);
      expect(await things.write([{ document: healed, previousRevision: 0 }])).to.deep.equal([]);
      expect(await things.get('thing-001')).to.deep.equal(healed);
      const next = { document: thing(1, 1), previousRevision: 0 };
      expect(await things.write([next])).to.deep.equal(['thing-001']);
      expect(await things.write([{ ...next, previousHealed: 2 }])).to.deep.equal(['thing-001']);
      expect(await things.write([{ ...next, previousHealed: 1 }])).to.deep.equal([]);
      expect(await things.get('thing-001')).to.deep.equal(thing(1, 1));
    });

    it('are taken away only as they were seen', async () => {
      await insert(1, 2);
      await things.write([{ document: { ...thing(2), healed: 1 }, previousRevision: 0 }]);
      expect(await things.remove(thing(1, 3))).to.equal(false);
      expect(await things.remove(thing(2))).to.equal(false);
      expect(await things.remove(thing(3))).to.equal(false);
      expect(await things.count()).to.equal(2);
      expect(await things.remove(thing(1))).to.equal(true);
      expect(await things.remove({ ...thing(2), healed: 1 })).to.equal(true);
      expect(await things.count()).to.equal(0);
    });

    it('are put back when they have got lost under their writer', async () => {
      expect(await things.write([{ document: thing(1, 7), previousRevision: 6 }])).to.deep.equal([]);
      expect((await things.get('thing-001'))?.revision).to.equal(7);
    });

    it('are written in great numbers', async () => {
      await insert(...Array.from({ length: 2_500 }, (_, index) => index));
      expect(await things.count()).to.equal(2_500);
      const ids = Array.from({ length: 2_500 }, (_, index) => thing(index)._id);
      expect(await things.getMany(ids)).to.have.length(2_500);
    });
  });

  describe('pages', () => {
    async function walk(
      where: Where,
      order: 'oldest-first' | 'newest-first',
      between?: () => Promise<void>,
    ): Promise<string[]> {
      const ids: string[] = [];
      let cursor: string | undefined;
      for (let pages = 0; pages < 50; pages += 1) {
        const page = await things.page({ where, order, limit: 3, cursor });
        expect(page.items.length).to.be.at.most(3);
        ids.push(...page.items.map(({ _id }) => _id));
        if (page.nextCursor === null) return ids;
        cursor = page.nextCursor;
        await between?.();
      }
      throw new Error('There is no end to the pages');
    }

    const byListKey = (numbers: number[]): string[] =>
      numbers
        .map((number) => thing(number))
        .sort((a, b) => (a.listKey < b.listKey ? -1 : 1))
        .map(({ _id }) => _id);

    const all = Array.from({ length: 20 }, (_, index) => index);

    it('show everything once, in either order', async () => {
      await insert(...all);
      expect(await walk({}, 'oldest-first')).to.deep.equal(byListKey(all));
      expect(await walk({}, 'newest-first')).to.deep.equal(byListKey(all).toReversed());
    });

    it('end exactly with the last document', async () => {
      await insert(1, 2, 3);
      const page = await things.page({ where: {}, order: 'oldest-first', limit: 3 });
      expect(page.items).to.have.length(3);
      expect(page.nextCursor).to.equal(null);
    });

    it('repeat and leave out nothing while documents come and change', async () => {
      await insert(...all);
      let next = 100;
      const ids = await walk({}, 'newest-first', async () => {
        await insert(next);
        const changed = await things.get('thing-005');
        await things.write([
          { document: { ...changed!, revision: next }, previousRevision: changed!.revision },
        ]);
        next += 1;
      });
      expect(new Set(ids).size).to.equal(ids.length);
      expect(ids).to.include.members(byListKey(all));
    });

    it('narrow down by equal fields and by text taken literally', async () => {
      await insert(...all);
      const red = all.filter((number) => number % 2 === 0);
      expect(await walk({ colour: 'red' }, 'oldest-first')).to.deep.equal(byListKey(red));
      const both = red.filter((number) => number % 3 === 0);
      expect(await walk({ colour: 'red', ready: true }, 'oldest-first')).to.deep.equal(byListKey(both));
      expect(await walk({ text: { contains: '% 1' } }, 'oldest-first')).to.have.length(11);
      expect(await walk({ text: { contains: '(very) nice thing, 100% 7.' } }, 'oldest-first')).to.have.length(
        1,
      );
      expect(await walk({ text: { contains: '.*' } }, 'oldest-first')).to.deep.equal([]);
      expect(await walk({ text: { contains: '(' }, colour: 'blue' }, 'oldest-first')).to.have.length(10);
    });

    it('narrow down by a range of texts', async () => {
      await insert(...all);
      const between = (from?: string, below?: string) => walk({ _id: { from, below } }, 'oldest-first');
      const ids = byListKey(all).toSorted();
      expect((await between(ids[3], ids[7])).toSorted()).to.deep.equal(ids.slice(3, 7));
      expect((await between(ids[15])).toSorted()).to.deep.equal(ids.slice(15));
      expect((await between(undefined, ids[5])).toSorted()).to.deep.equal(ids.slice(0, 5));
    });

    it('narrow down by a range of numbers, and count', async () => {
      await things.write(
        all.map((number) => ({ document: thing(number, number), previousRevision: undefined })),
      );
      const between = (from?: number, below?: number) => ({ revision: { from, below } });
      expect(await walk(between(3, 7), 'oldest-first')).to.deep.equal(byListKey([3, 4, 5, 6]));
      expect(await walk(between(undefined, 2), 'oldest-first')).to.deep.equal(byListKey([0, 1]));
      expect(await things.count(between(15))).to.equal(5);
      expect(await things.count({ colour: 'red', ...between(undefined, 10) })).to.equal(5);
      expect(await things.count({})).to.equal(20);
    });

    it('refuse a cursor that nobody gave out', async () => {
      for (const cursor of ['', 'garbage', 'Z2FyYmFnZQ', '%%%', 'eyIkZ3QiOiIifQ']) {
        let error: unknown;
        await things
          .page({ where: {}, order: 'oldest-first', limit: 3, cursor })
          .catch((caught: unknown) => (error = caught));
        expect(error, cursor).to.be.instanceOf(InvalidCursorError);
      }
    });
  });

  describe('collections', () => {
    it('are created once, listed and dropped', async () => {
      await insert(1);
      await documents.create('things.v1.1', [{ listKey: 1 }, { colour: 1, listKey: 1 }]);
      await documents.create('things.v2.2', []);
      expect(await things.count()).to.equal(1);
      expect(await documents.list()).to.include.members(['things.v1.1', 'things.v2.2']);
      await documents.drop('things.v1.1');
      await documents.drop('things.v1.1');
      expect(await documents.list()).to.not.include('things.v1.1');
    });
  });

  describe('registry', () => {
    const active = { version: 1, generation: 10 };
    const building = { version: 2, generation: 20 };
    const since = '2026-01-01T00:00:00.000Z';
    const later = '2026-01-02T00:00:00.000Z';
    const figures = { documents: 3, milliseconds: 40 };
    const record: ProjectionRecord = { name: 'things', active, activeSince: since };

    beforeEach(async () => {
      const created = await Promise.all([registry.create(record), registry.create(record)]);
      expect(created.sort()).to.deep.equal([false, true]);
    });

    it('leads through a rebuild', async () => {
      expect(await registry.requestRebuild('things')).to.equal(true);
      expect(await registry.list()).to.deep.equal([{ ...record, rebuildRequested: true }]);
      expect(await registry.begin('things', building)).to.equal(true);
      expect(await registry.begin('things', { version: 2, generation: 30 })).to.equal(false);
      expect(await registry.list()).to.deep.equal([{ ...record, building }]);
      expect(await registry.activate('things', { version: 2, generation: 30 }, later, figures)).to.equal(
        false,
      );
      expect(await registry.activate('things', building, later, figures)).to.equal(true);
      expect(await registry.list()).to.deep.equal([
        { name: 'things', active: building, activeSince: later, figures },
      ]);
    });

    it('gives up on a rebuild, but only on the one meant', async () => {
      await registry.begin('things', building);
      expect(await registry.abandon('things', active)).to.equal(false);
      expect(await registry.abandon('things', building)).to.equal(true);
      expect(await registry.list()).to.deep.equal([record]);
    });

    it('replaces an active generation that was lost, but only the one meant', async () => {
      expect(await registry.restart('things', building, building, later)).to.equal(false);
      expect(await registry.restart('things', active, building, later)).to.equal(true);
      expect(await registry.list()).to.deep.equal([{ name: 'things', active: building, activeSince: later }]);
    });

    it('knows nothing of other names', async () => {
      expect(await registry.requestRebuild('others')).to.equal(false);
      expect(await registry.begin('others', building)).to.equal(false);
    });
  });
}
