import type { Collection } from '../catalog/collection.js';
import type { StoredDocument } from '../catalog/stored-document.js';
import type { Query } from '../query/find-records.js';
import { findRecords } from '../query/find-records.js';
import type { UpdateOperation } from './update-operation.js';

/** How many documents an update found and changed, and what it inserted. */
export interface UpdateOutcome {
  readonly matched: number;
  readonly modified: number;
  /** The document inserted by an upsert. */
  readonly upserted?: StoredDocument;
  readonly upsertedId?: unknown;
}

/** Updates the first match, or all; inserts if there is none and `upsert` is set. @throws MongoError */
export function updateRecords(
  collection: Collection,
  query: Query,
  operation: UpdateOperation,
  { multi, upsert, now }: { readonly multi: boolean; readonly upsert: boolean; readonly now: number },
): UpdateOutcome {
  let matched = 0;
  let modified = 0;
  // All matches first: a change must not bring a document into the search again.
  const records = Array.from(findRecords(collection, { ...query, limit: multi ? 0 : 1 }));
  for (const record of records) {
    matched += 1;
    if (applyUpdate(collection, record, query, operation, now)) modified += 1;
  }
  if (matched > 0 || !upsert) return { matched, modified };
  const { packed, id } = operation.insert(query.matcher, now);
  return { matched: 0, modified: 0, upserted: collection.insert(packed, id), upsertedId: id };
}

/** Changes one document. @returns whether it is different now */
export function applyUpdate(
  collection: Collection,
  record: StoredDocument,
  query: Query,
  operation: UpdateOperation,
  now: number,
): boolean {
  const { packed } = operation.change(record, query.matcher, now);
  if (packed === record.packed) return false;
  collection.replace(record, packed);
  return true;
}
