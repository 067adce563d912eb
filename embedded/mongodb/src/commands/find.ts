import type { Collection } from '../catalog/collection.js';
import { requireSimpleCollation } from '../catalog/index-definition.js';
import { PackedBson } from '../bson/raw-document.js';
import type { Result } from '../cursor/cursor.js';
import type { Query } from '../query/find-records.js';
import { findRecords } from '../query/find-records.js';
import { compileFilter } from '../query/matcher.js';
import type { Projection } from '../query/projection.js';
import { compileProjection } from '../query/projection.js';
import { booleanArgument, collectionName, documentArgument, sizeArgument } from './arguments.js';
import { letVariables } from './let-variables.js';
import type { Command } from './command.js';
import { cursorReply } from './cursor-reply.js';

/** `find` */
export const find: Command = {
  name: 'find',
  options: [
    'filter',
    'sort',
    'projection',
    'hint',
    'skip',
    'limit',
    'batchSize',
    'singleBatch',
    'noCursorTimeout',
    'collation',
    'allowDiskUse',
    'allowPartialResults',
    'let',
    'oplogReplay',
  ],
  refused: [
    'tailable',
    'awaitData',
    'max',
    'min',
    'returnKey',
    'showRecordId',
    'readOnce',
    'resumeAfter',
    'requestResumeToken',
    'term',
  ],
  run: (context) => {
    const { db, body, catalog, now } = context;
    requireSimpleCollation(body['collation']);
    const name = collectionName(body, 'find');
    const variables = letVariables(documentArgument(body, 'let'), now());
    const matcher = compileFilter(documentArgument(body, 'filter') ?? {}, variables);
    const projection = compileProjection(documentArgument(body, 'projection') ?? {}, {
      query: matcher,
      variables,
    });
    const query = {
      matcher,
      sort: documentArgument(body, 'sort'),
      skip: sizeArgument(body, 'skip'),
      limit: sizeArgument(body, 'limit'),
      hint: body['hint'],
    };
    const collection = catalog.get(db, name);
    return cursorReply(
      context,
      `${db}.${name}`,
      collection === undefined ? [] : results(collection, query, projection),
      {
        batchSize: sizeArgument(body, 'batchSize'),
        single: booleanArgument(body, 'singleBatch') ?? false,
        noTimeout: booleanArgument(body, 'noCursorTimeout') ?? false,
      },
    );
  },
};

function* results(
  collection: Collection,
  query: Query,
  projection: Projection | undefined,
): Generator<Result> {
  for (const record of findRecords(collection, query)) {
    yield projection === undefined ? new PackedBson(record.packed) : projection(record.decode());
  }
}
