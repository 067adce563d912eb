import { MongoBulkWriteError, type AnyBulkWriteOperation, type Collection, type Filter } from 'mongodb';
import { listKeyOfCursor, pageOf } from '../../application/read-models/cursor.js';
import type { Document } from '../../application/read-models/document.js';
import type { DocumentQuery, Range, Where } from '../../application/read-models/document-query.js';
import type { DocumentChange, DocumentCollection } from '../../application/read-models/document-store.js';
import type { Page } from '../../application/read-models/page.js';
import { available } from './unavailable.js';

const duplicateKey = 11_000;

/** The documents of one generation in one MongoDB collection. */
export class MongoDocumentCollection implements DocumentCollection {
  constructor(private readonly collection: Collection<Document>) {}

  async get(id: string): Promise<Document | undefined> {
    return (await available(() => this.collection.findOne({ _id: id }))) ?? undefined;
  }

  async getMany(ids: readonly string[]): Promise<Document[]> {
    const wanted = this.collection.find({ _id: { $in: [...ids] } }, { batchSize: ids.length + 1 });
    return available(() => wanted.toArray());
  }

  async page({ where, order, limit, cursor }: DocumentQuery): Promise<Page<Document>> {
    const oldestFirst = order === 'oldest-first';
    const behind = cursor === undefined ? {} : listKeysBehind(listKeyOfCursor(cursor), oldestFirst);
    const found = this.collection
      .find({ ...conditions(where), ...behind }, { batchSize: limit + 2 })
      .sort({ listKey: oldestFirst ? 1 : -1 })
      .limit(limit + 1);
    return pageOf(await available(() => found.toArray()), limit);
  }

  /**
   * Inserts what is new and replaces the rest where the previous revision stands, by an upsert: either runs into the unique
   * `_id` of a document that stands at another revision, which names the one that has moved.
   */
  async write(changes: readonly DocumentChange[]): Promise<readonly string[]> {
    const operations = changes.map(operationOf);
    try {
      await available(() => this.collection.bulkWrite(operations, { ordered: false }));
      return [];
    } catch (error) {
      if (!(error instanceof MongoBulkWriteError)) throw error;
      const failures = [error.writeErrors].flat();
      if (failures.length === 0 || failures.some(({ code }) => code !== duplicateKey)) throw error;
      return failures.map(({ index }) => changes[index]!.document._id);
    }
  }

  async remove({ _id, revision, healed }: Pick<Document, '_id' | 'revision' | 'healed'>): Promise<boolean> {
    const { deletedCount } = await available(() =>
      this.collection.deleteOne({ _id, revision, healed: healed ?? null } as Filter<Document>),
    );
    return deletedCount === 1;
  }

  async count(where?: Where): Promise<number> {
    return available(() =>
      where === undefined
        ? this.collection.estimatedDocumentCount()
        : this.collection.countDocuments(conditions(where)),
    );
  }
}

function operationOf({
  document,
  previousRevision,
  previousHealed,
}: DocumentChange): AnyBulkWriteOperation<Document> {
  if (previousRevision === undefined) return { insertOne: { document } };
  const filter = {
    _id: document._id,
    revision: previousRevision,
    healed: previousHealed ?? null,
  } as Filter<Document>;
  return { replaceOne: { filter, replacement: document, upsert: true } };
}

function conditions(where: Where): Filter<Document> {
  const filter: Record<string, unknown> = {};
  for (const [field, condition] of Object.entries(where)) {
    if (typeof condition !== 'object') filter[field] = condition;
    else if ('contains' in condition) filter[field] = { $regex: literally(condition.contains) };
    else filter[field] = within(condition);
  }
  return filter as Filter<Document>;
}

function within({ from, below }: Range<string | number>): Record<string, string | number> {
  return { ...(from !== undefined && { $gte: from }), ...(below !== undefined && { $lt: below }) };
}

function listKeysBehind(listKey: string, oldestFirst: boolean): Filter<Document> {
  return { listKey: oldestFirst ? { $gt: listKey } : { $lt: listKey } };
}

function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}
