import { PackedBson, RawDocument } from '../bson/raw-document.js';
import type { Document } from '../bson/document.js';
import { requireSimpleCollation } from '../catalog/index-definition.js';
import type { StoredDocument } from '../catalog/stored-document.js';
import { MongoError } from '../mongo-error.js';
import type { Query } from '../query/find-records.js';
import { findRecords } from '../query/find-records.js';
import { compileFilter } from '../query/matcher.js';
import type { Projection } from '../query/projection.js';
import { compileProjection } from '../query/projection.js';
import { compileUpdateOperation } from '../update/update-operation.js';
import { applyUpdate } from '../update/update-records.js';
import { booleanArgument, collectionName, documentArgument } from './arguments.js';
import { letVariables } from './let-variables.js';
import type { Command, CommandContext } from './command.js';

/** `findAndModify` */
export const findAndModify: Command = {
  name: 'findAndModify',
  options: [
    'query',
    'sort',
    'remove',
    'update',
    'new',
    'fields',
    'upsert',
    'arrayFilters',
    'hint',
    'collation',
    'let',
  ],
  refused: ['bypassDocumentValidation'],
  writes: true,
  run: (context) => {
    const { body } = context;
    requireSimpleCollation(body['collation']);
    const variables = letVariables(documentArgument(body, 'let'), context.now());
    const matcher = compileFilter(documentArgument(body, 'query') ?? {}, variables);
    const query: Query = { matcher, sort: documentArgument(body, 'sort'), hint: body['hint'], limit: 1 };
    const projection = compileProjection(documentArgument(body, 'fields') ?? {}, {
      query: matcher,
      variables,
    });
    const remove = booleanArgument(body, 'remove') ?? false;
    if (remove === (body['update'] !== undefined)) {
      throw new MongoError(
        'FailedToParse',
        remove
          ? 'Cannot specify both an update and remove=true'
          : 'Either an update or remove=true must be specified',
      );
    }
    return remove ? removeOne(context, query, projection) : updateOne(context, query, projection, variables);
  },
};

function removeOne(context: CommandContext, query: Query, projection: Projection | undefined): Document {
  const { body, db, catalog } = context;
  if (booleanArgument(body, 'new'))
    throw new MongoError(
      'FailedToParse',
      "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document",
    );
  if (booleanArgument(body, 'upsert'))
    throw new MongoError('FailedToParse', 'Cannot specify both upsert=true and remove=true');
  const collection = catalog.get(db, collectionName(body, 'findAndModify'));
  const [record] = collection === undefined ? [] : findRecords(collection, query);
  if (record === undefined) return { lastErrorObject: { n: 0 }, value: null };
  const value = shown(record, projection);
  collection!.remove(record);
  return { lastErrorObject: { n: 1 }, value };
}

function updateOne(
  context: CommandContext,
  query: Query,
  projection: Projection | undefined,
  variables: Document,
): Document {
  const { body, db, catalog, now } = context;
  const operation = compileUpdateOperation(body['update'], body['arrayFilters'], variables);
  const returnNew = booleanArgument(body, 'new') ?? false;
  const upsert = booleanArgument(body, 'upsert') ?? false;
  const name = collectionName(body, 'findAndModify');
  const collection = upsert ? catalog.getOrCreate(db, name) : catalog.get(db, name);
  const [record] = collection === undefined ? [] : findRecords(collection, query);
  if (record !== undefined) {
    const before = returnNew ? null : shown(record, projection);
    applyUpdate(collection!, record, query, operation, now());
    return { lastErrorObject: { n: 1, updatedExisting: true }, value: before ?? shown(record, projection) };
  }
  if (!upsert) return { lastErrorObject: { n: 0, updatedExisting: false }, value: null };
  const { packed, id } = operation.insert(query.matcher, now());
  const inserted = collection!.insert(packed, id);
  return {
    lastErrorObject: { n: 1, updatedExisting: false, upserted: id },
    value: returnNew ? shown(inserted, projection) : null,
  };
}

function shown(
  record: StoredDocument,
  projection: Projection | undefined,
): PackedBson | RawDocument | Document {
  return projection === undefined ? new PackedBson(record.packed) : projection(record.decode());
}
