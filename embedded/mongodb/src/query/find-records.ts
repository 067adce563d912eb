import type { Document } from '../bson/document.js';
import { isDocument } from '../bson/document.js';
import { equalValues } from '../bson/compare.js';
import { integerOf } from '../bson/numbers.js';
import type { Collection } from '../catalog/collection.js';
import type { SecondaryIndex } from '../catalog/secondary-index.js';
import { StoredDocument } from '../catalog/stored-document.js';
import { MongoError } from '../mongo-error.js';
import type { Matcher } from './matcher.js';
import { planQuery } from './plan.js';
import type { Plan } from './plan.js';
import { compileSort } from './sort.js';
import type { Sort } from './sort.js';

/** What to find in a collection, and in which order. */
export interface Query {
  readonly matcher: Matcher;
  /** A sort specification; an empty one means natural order. */
  readonly sort?: Document | undefined;
  readonly skip?: number | undefined;
  /** Zero means no limit. */
  readonly limit?: number | undefined;
  /** The name or key pattern of an index, or `{ $natural: ±1 }`. */
  readonly hint?: unknown;
}

/** The matching documents. Without a sort they are matched one by one as they are asked for. @throws MongoError BadValue, QueryPlanKilled */
export function* findRecords(collection: Collection, query: Query): Generator<StoredDocument> {
  const { sort, plan, reverse } = prepare(collection, query);
  const skip = query.skip ?? 0;
  const end = query.limit ? skip + query.limit : Infinity;
  const matching = matchingRecords(
    reverse ? Array.from(plan.candidates()).toReversed() : plan.candidates(),
    query.matcher,
    plan.exact,
  );
  let position = 0;
  for (const record of sort === undefined || plan.sorted ? matching : sorted(matching, sort, end)) {
    if (position >= end) return;
    if (collection.isDropped)
      throw new MongoError({ code: 175, name: 'QueryPlanKilled' }, 'the collection was dropped');
    if (position >= skip) yield record;
    position += 1;
    if (position >= end) return;
  }
}

/** The plan {@link findRecords} follows. */
export function explainQuery(collection: Collection, query: Query): Plan {
  return prepare(collection, query).plan;
}

function prepare(
  collection: Collection,
  query: Query,
): { sort: Sort | undefined; plan: Plan; reverse: boolean } {
  const naturalSort = naturalDirection(query.sort);
  const natural = naturalSort ?? naturalDirection(query.hint);
  const sorts = naturalSort === undefined && query.sort !== undefined && Object.keys(query.sort).length > 0;
  const sort = sorts ? compileSort(query.sort!) : undefined;
  const hint = natural !== undefined ? '$natural' : resolveHint(collection, query.hint);
  return { sort, plan: planQuery(collection, query.matcher.filter, sort, hint), reverse: natural === -1 };
}

/** The direction of `{ $natural: ±1 }`, `undefined` for anything else. @throws MongoError BadValue */
function naturalDirection(specification: unknown): number | undefined {
  if (!isDocument(specification) || !('$natural' in specification)) return undefined;
  const direction = integerOf(specification['$natural']);
  if (Object.keys(specification).length > 1 || (direction !== 1 && direction !== -1))
    throw new MongoError('BadValue', '$natural must be 1 or -1, and stand alone');
  return direction;
}

function* matchingRecords(
  candidates: Iterable<StoredDocument>,
  matcher: Matcher,
  exact: boolean,
): Generator<StoredDocument> {
  const all = exact || Object.keys(matcher.filter).length === 0;
  for (const record of candidates) {
    if (record.alive && (all || matcher.matches(record.decode(matcher.fields)))) yield record;
  }
}

function sorted(records: Iterable<StoredDocument>, sort: Sort, limit: number): Iterable<StoredDocument> {
  const keyed = Array.from(records, (record) => ({
    record,
    packed: record.packed,
    key: sort.keyOf(record.decode(sort.dependsOn)),
  }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return asTheyWere(keyed.slice(0, limit));
}

/** What was sorted stays as it was then, whatever becomes of the documents until a cursor hands them out. */
function* asTheyWere(
  found: readonly { readonly record: StoredDocument; readonly packed: string }[],
): Generator<StoredDocument> {
  for (const { record, packed } of found)
    yield record.packed === packed ? record : new StoredDocument(record.recordId, record.idKey, packed);
}

function resolveHint(collection: Collection, hint: unknown): SecondaryIndex | '_id_' | undefined {
  if (hint === undefined || (isDocument(hint) && Object.keys(hint).length === 0)) return undefined;
  if (hint === '_id_' || (isDocument(hint) && equalValues(hint, { _id: 1 }))) return '_id_';
  for (const index of collection.indexes()) {
    const { name, key } = index.definition;
    if (!index.definition.hidden && (hint === name || (isDocument(hint) && equalValues(hint, key))))
      return index;
  }
  throw new MongoError(
    'BadValue',
    'error processing query: planner returned error: hint provided does not correspond to an existing index',
  );
}
