import type { Document } from '../bson/document.js';
import { requireSimpleCollation } from '../catalog/index-definition.js';
import { MongoError } from '../mongo-error.js';
import { compileFilter } from '../query/matcher.js';
import { compileUpdateOperation } from '../update/update-operation.js';
import { updateRecords } from '../update/update-records.js';
import { arrayArgument, booleanArgument, collectionName, documentArgument } from './arguments.js';
import { letVariables } from './let-variables.js';
import type { Command } from './command.js';
import { filterOf, readStatement, requireBatch } from './statements.js';
import { runStatements } from './write-errors.js';

const FIELDS: ReadonlySet<string> = new Set([
  'q',
  'u',
  'multi',
  'upsert',
  'arrayFilters',
  'hint',
  'collation',
  'c',
  'sort',
]);
const RAW: ReadonlySet<string> = new Set(['u']);

/** `update` */
export const update: Command = {
  name: 'update',
  options: ['updates', 'ordered', 'let'],
  refused: ['bypassDocumentValidation'],
  writes: true,
  run: ({ db, body, catalog, now }) => {
    const statements = requireBatch(arrayArgument(body, 'updates'), 'updates');
    const name = collectionName(body, 'update');
    const variables = letVariables(documentArgument(body, 'let'), now());
    let n = 0;
    let nModified = 0;
    const upserted: Document[] = [];
    const errors = runStatements(statements, booleanArgument(body, 'ordered') ?? true, (raw, index) => {
      const statement = readStatement(raw, 'update.updates', FIELDS, RAW);
      requireSimpleCollation(statement['collation']);
      const multi = booleanArgument(statement, 'multi') ?? false;
      const constants = documentArgument(statement, 'c');
      const operation = compileUpdateOperation(
        statement['u'],
        statement['arrayFilters'],
        constants === undefined ? variables : { ...variables, ...constants },
      );
      if (multi && operation.isReplacement) {
        throw new MongoError('FailedToParse', 'multi update is not supported for replacement-style update');
      }
      if (multi && statement['sort'] !== undefined)
        throw new MongoError('FailedToParse', 'Cannot specify sort with multi=true');
      if (constants !== undefined && !Array.isArray(statement['u'])) {
        throw new MongoError({ code: 51198 }, 'Constant values may only be specified for pipeline updates');
      }
      const query = {
        matcher: compileFilter(filterOf(statement), variables),
        hint: statement['hint'],
        sort: documentArgument(statement, 'sort'),
      };
      const upsert = booleanArgument(statement, 'upsert') ?? false;
      const collection = upsert ? catalog.getOrCreate(db, name) : catalog.get(db, name);
      if (collection === undefined) return;
      const outcome = updateRecords(collection, query, operation, { multi, upsert, now: now() });
      n += outcome.matched;
      nModified += outcome.modified;
      if (outcome.upserted !== undefined) {
        n += 1;
        upserted.push({ index, _id: outcome.upsertedId });
      }
    });
    return { n, nModified, ...(upserted.length > 0 && { upserted }), ...errors };
  },
};
