import type { PipelineContext } from '../aggregate/stage.js';
import { compilePipeline } from '../aggregate/pipeline.js';
import type { Document } from '../bson/document.js';
import { isDocument } from '../bson/document.js';
import type { Collection } from '../catalog/collection.js';
import { requireSimpleCollation } from '../catalog/index-definition.js';
import { MongoError } from '../mongo-error.js';
import { findRecords } from '../query/find-records.js';
import { compileFilter } from '../query/matcher.js';
import {
  arrayArgument,
  booleanArgument,
  collectionName,
  documentArgument,
  sizeArgument,
} from './arguments.js';
import type { Command } from './command.js';
import { cursorReply } from './cursor-reply.js';
import { letVariables } from './let-variables.js';

/** `aggregate` */
export const aggregate: Command = {
  name: 'aggregate',
  options: ['pipeline', 'cursor', 'allowDiskUse', 'collation', 'hint', 'let'],
  refused: ['explain', 'bypassDocumentValidation', 'exchange'],
  run: (context) => {
    const { db, body, catalog, now } = context;
    requireSimpleCollation(body['collation']);
    if (booleanArgument(body, 'explain'))
      throw new MongoError('CommandNotSupported', 'explain of an aggregation is not supported');
    if (typeof body['aggregate'] !== 'string')
      throw new MongoError('CommandNotSupported', 'aggregations over a whole database are not supported');
    const pipeline = arrayArgument(body, 'pipeline') ?? [];
    const cursor = documentArgument(body, 'cursor');
    if (cursor === undefined)
      throw new MongoError(
        'FailedToParse',
        "The 'cursor' option is required, except for aggregate with the explain argument",
      );
    const name = collectionName(body, 'aggregate');
    const variables = letVariables(documentArgument(body, 'let'), now());
    const environment: PipelineContext = {
      variables,
      collection: (other) => documentsOf(catalog.get(db, other), undefined, variables, undefined),
    };
    const { filter, rest } = splitMatch(pipeline);
    compileFilter(filter ?? {}, variables);
    const stage = compilePipeline(rest, environment);
    const source = documentsOf(catalog.get(db, name), filter, variables, body['hint']);
    return cursorReply(context, `${db}.${name}`, stage(source), {
      batchSize: sizeArgument(cursor, 'batchSize'),
    });
  },
};

/** A `$match` in front can go by an index. */
function splitMatch(pipeline: readonly unknown[]): {
  filter: Document | undefined;
  rest: readonly unknown[];
} {
  const [first, ...rest] = pipeline;
  if (!isDocument(first) || Object.keys(first).length !== 1 || !isDocument(first['$match']))
    return { filter: undefined, rest: pipeline };
  return { filter: first['$match'], rest };
}

function* documentsOf(
  collection: Collection | undefined,
  filter: Document | undefined,
  variables: Document,
  hint: unknown,
): Generator<Document> {
  if (collection === undefined) return;
  const matcher = compileFilter(filter ?? {}, variables);
  for (const record of findRecords(collection, { matcher, hint })) yield record.decode();
}
