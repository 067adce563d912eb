import { ObjectId } from 'bson';
import { compileUpdatePipeline } from '../aggregate/update-pipeline.js';
import { equalValues } from '../bson/compare.js';
import type { Document } from '../bson/document.js';
import { fieldNames, isDocument, setField } from '../bson/document.js';
import { encodeDocument, encodeStorable } from '../bson/encode.js';
import { RawDocument } from '../bson/raw-document.js';
import { decodeDocument } from '../bson/decode.js';
import { withCurrentTimestamps } from '../catalog/current-timestamps.js';
import { prepareDocument } from '../catalog/prepare-document.js';
import type { PreparedDocument } from '../catalog/prepare-document.js';
import type { StoredDocument } from '../catalog/stored-document.js';
import { MongoError } from '../mongo-error.js';
import type { Matcher } from '../query/matcher.js';
import { parseArrayFilters } from './array-filters.js';
import type { UpdateContext } from './operator.js';
import { compileUpdate } from './update-program.js';
import { documentFromFilter } from './upsert.js';

/** What an update makes of a document. */
export interface UpdateOperation {
  readonly isReplacement: boolean;
  /** The changed form of a stored document. @throws MongoError */
  change(record: StoredDocument, query: Matcher, now: number): PreparedDocument;
  /** The document an upsert inserts. @throws MongoError */
  insert(query: Matcher, now: number): PreparedDocument;
}

/**
 * Compiles an update: a replacement document, operators, or a pipeline.
 * @param variables of `let`, for a pipeline
 * @throws MongoError FailedToParse and those of its operators
 */
export function compileUpdateOperation(
  update: unknown,
  arrayFilters: unknown,
  variables: Document,
): UpdateOperation {
  if (Array.isArray(update)) {
    if (arrayFilters !== undefined)
      throw new MongoError('FailedToParse', 'arrayFilters may not be specified for pipeline-style updates');
    const stages = update.map((stage: unknown) =>
      stage instanceof RawDocument ? decodeDocument(stage.bytes) : stage,
    );
    const run = compileUpdatePipeline(stages, variables);
    return changing((document) => {
      const id = document['_id'];
      const changed = run(document);
      return id === undefined || changed['_id'] !== undefined ? changed : withId(changed, id);
    });
  }
  const raw =
    update instanceof RawDocument
      ? update
      : isDocument(update)
        ? new RawDocument(encodeDocument(update))
        : undefined;
  if (raw === undefined)
    throw new MongoError('FailedToParse', 'Update argument must be either an object or an array');
  if (!startsWithOperator(raw.bytes)) {
    if (arrayFilters !== undefined && (arrayFilters as unknown[]).length > 0) {
      throw new MongoError(
        'FailedToParse',
        'arrayFilters may not be specified for replacement-style updates',
      );
    }
    return replacing(raw);
  }
  const program = compileUpdate(decodeDocument(raw.bytes), parseArrayFilters(arrayFilters));
  return changing((document, query, context) => {
    program.apply(document, query, context);
    return document;
  });
}

function startsWithOperator(bytes: Buffer): boolean {
  return bytes.length > 5 && bytes[5] === 0x24;
}

function changing(
  change: (document: Document, query: Matcher, context: UpdateContext) => Document,
): UpdateOperation {
  return {
    isReplacement: false,
    change: (record, query, now) => {
      const document = record.decode();
      const id = document['_id'];
      const changed = change(document, query, { inserting: false, id, now });
      return finish(changed, id);
    },
    insert: (query, now) => {
      const start = documentFromFilter(query.filter);
      const given = start['_id'];
      const document = change(start, query, { inserting: true, id: given, now });
      if (given !== undefined && !equalValues(document['_id'], given)) throw immutableId();
      return prepareDocument(encodeStorable(withId(document, document['_id'] ?? new ObjectId())));
    },
  };
}

function finish(changed: Document, id: unknown): PreparedDocument {
  if (changed['_id'] === undefined || !equalValues(changed['_id'], id)) throw immutableId();
  return prepareDocument(encodeStorable(changed));
}

function replacing(replacement: RawDocument): UpdateOperation {
  const given = decodeDocument(replacement.bytes, 0, new Set(['_id']))['_id'];
  const withoutId = given === undefined ? decodeDocument(replacement.bytes) : undefined;
  const prepare = (id: unknown, now: number): PreparedDocument => {
    const bytes = withoutId === undefined ? replacement.bytes : encodeStorable(withId(withoutId, id));
    return prepareDocument(withCurrentTimestamps(bytes, now));
  };
  return {
    isReplacement: true,
    change: (record, _, now) => {
      const id = record.decode(ID_ONLY)['_id'];
      if (given !== undefined && !equalValues(given, id)) throw immutableId();
      return prepare(id, now);
    },
    insert: (query, now) => {
      const queried = documentFromFilter(query.filter)['_id'];
      if (queried !== undefined && given !== undefined && !equalValues(queried, given)) throw immutableId();
      return prepare(given ?? queried ?? new ObjectId(), now);
    },
  };
}

const ID_ONLY: ReadonlySet<string> = new Set(['_id']);

function withId(document: Document, id: unknown): Document {
  const result: Document = {};
  setField(result, '_id', id);
  for (const name of fieldNames(document)) if (name !== '_id') setField(result, name, document[name]);
  return result;
}

function immutableId(): MongoError {
  return new MongoError(
    'ImmutableField',
    "Performing an update on the path '_id' would modify the immutable field '_id'",
  );
}
