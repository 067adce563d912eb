import { integerOf, isNumeric } from '../bson/numbers.js';
import { requireSimpleCollation } from '../catalog/index-definition.js';
import { MongoError } from '../mongo-error.js';
import { findRecords } from '../query/find-records.js';
import { compileFilter } from '../query/matcher.js';
import { collectionName, documentArgument, sizeArgument } from './arguments.js';
import type { Command } from './command.js';

/** `count` */
export const count: Command = {
  name: 'count',
  options: ['query', 'limit', 'skip', 'hint', 'collation', 'fields'],
  run: ({ db, body, catalog }) => {
    requireSimpleCollation(body['collation']);
    const matcher = compileFilter(documentArgument(body, 'query') ?? {});
    const collection = catalog.get(db, collectionName(body, 'count'));
    const skip = sizeArgument(body, 'skip') ?? 0;
    const limit = Math.abs(limitArgument(body['limit']));
    if (collection === undefined) return { n: 0 };
    if (Object.keys(matcher.filter).length === 0 && body['hint'] === undefined) {
      const rest = Math.max(0, collection.size - skip);
      return { n: limit === 0 ? rest : Math.min(rest, limit) };
    }
    let n = 0;
    for (const _ of findRecords(collection, { matcher, skip, limit, hint: body['hint'] })) n += 1;
    return { n };
  },
};

/** A negative limit counts as its amount. */
function limitArgument(value: unknown): number {
  if (value === undefined) return 0;
  const limit = integerOf(value);
  if (!isNumeric(value) || limit === undefined)
    throw new MongoError('TypeMismatch', "BSON field 'count.limit' must be a whole number");
  return limit;
}
