import { integerOf } from '../bson/numbers.js';
import { requireSimpleCollation } from '../catalog/index-definition.js';
import { MongoError } from '../mongo-error.js';
import { findRecords } from '../query/find-records.js';
import { compileFilter } from '../query/matcher.js';
import { arrayArgument, booleanArgument, collectionName, documentArgument } from './arguments.js';
import { letVariables } from './let-variables.js';
import type { Command } from './command.js';
import { filterOf, readStatement, requireBatch } from './statements.js';
import { runStatements } from './write-errors.js';

const FIELDS: ReadonlySet<string> = new Set(['q', 'limit', 'hint', 'collation']);

/** `delete` */
export const deleteCommand: Command = {
  name: 'delete',
  options: ['deletes', 'ordered', 'let'],
  writes: true,
  run: ({ db, body, catalog, now }) => {
    const statements = requireBatch(arrayArgument(body, 'deletes'), 'deletes');
    const collection = catalog.get(db, collectionName(body, 'delete'));
    const variables = letVariables(documentArgument(body, 'let'), now());
    let n = 0;
    const errors = runStatements(statements, booleanArgument(body, 'ordered') ?? true, (raw) => {
      const statement = readStatement(raw, 'delete.deletes', FIELDS);
      requireSimpleCollation(statement['collation']);
      const limit = integerOf(statement['limit']);
      if (limit !== 0 && limit !== 1) {
        throw new MongoError(
          'FailedToParse',
          `The limit field in delete objects must be 0 or 1. Got ${String(statement['limit'])}`,
        );
      }
      const matcher = compileFilter(filterOf(statement), variables);
      if (collection === undefined) return;
      const records = Array.from(findRecords(collection, { matcher, limit, hint: statement['hint'] }));
      for (const record of records) {
        collection.remove(record);
        n += 1;
      }
    });
    return { n, ...errors };
  },
};
