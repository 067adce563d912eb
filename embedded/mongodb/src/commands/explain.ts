import type { Document } from '../bson/document.js';
import { MongoError } from '../mongo-error.js';
import { explainQuery } from '../query/find-records.js';
import { compileFilter } from '../query/matcher.js';
import { collectionName, documentArgument, sizeArgument } from './arguments.js';
import { letVariables } from './let-variables.js';
import type { Command } from './command.js';

/** `explain` of a `find`, with the verbosity `queryPlanner` */
export const explain: Command = {
  name: 'explain',
  options: ['verbosity'],
  run: ({ db, body, catalog, now }) => {
    const command = documentArgument(body, 'explain') ?? {};
    const verbosity = body['verbosity'] ?? 'allPlansExecution';
    if (Object.keys(command)[0] !== 'find' || verbosity !== 'queryPlanner') {
      throw new MongoError(
        'CommandNotSupported',
        "explain is supported for find, with the verbosity 'queryPlanner'",
      );
    }
    const collection = catalog.get(db, collectionName(command, 'find'));
    const matcher = compileFilter(
      documentArgument(command, 'filter') ?? {},
      letVariables(documentArgument(command, 'let'), now()),
    );
    const sort = documentArgument(command, 'sort');
    const winningPlan: Document =
      collection === undefined
        ? { stage: 'EOF' }
        : planDocument(
            explainQuery(collection, {
              matcher,
              sort,
              hint: command['hint'],
              limit: sizeArgument(command, 'limit'),
            }),
            sort,
          );
    return {
      explainVersion: '1',
      queryPlanner: {
        namespace: `${db}.${String(command['find'])}`,
        parsedQuery: matcher.filter,
        winningPlan,
      },
    };
  },
};

function planDocument(
  { stage, indexName, sorted }: ReturnType<typeof explainQuery>,
  sort: Document | undefined,
): Document {
  const access: Document =
    stage === 'IXSCAN'
      ? { stage: 'FETCH', inputStage: { stage, indexName } }
      : { stage, ...(indexName !== undefined && { indexName }) };
  const sorts = sort !== undefined && Object.keys(sort).length > 0 && !sorted;
  return sorts ? { stage: 'SORT', sortPattern: sort, inputStage: access } : access;
}
