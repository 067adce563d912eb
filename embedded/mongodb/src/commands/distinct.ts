import { encodeDocument } from '../bson/encode.js';
import { orderKey } from '../bson/order-key.js';
import { requireSimpleCollation } from '../catalog/index-definition.js';
import { MongoError } from '../mongo-error.js';
import { findRecords } from '../query/find-records.js';
import { compileFilter } from '../query/matcher.js';
import { someValue } from '../query/path.js';
import { MAX_DOCUMENT_BYTES } from '../wire/op-code.js';
import { collectionName, documentArgument } from './arguments.js';
import type { Command } from './command.js';

/** `distinct` */
export const distinct: Command = {
  name: 'distinct',
  options: ['key', 'query', 'collation', 'hint'],
  run: ({ db, body, catalog }) => {
    requireSimpleCollation(body['collation']);
    const key = body['key'];
    if (typeof key !== 'string')
      throw new MongoError('TypeMismatch', "BSON field 'distinct.key' must be a string");
    const path = key.split('.');
    const matcher = compileFilter(documentArgument(body, 'query') ?? {});
    const collection = catalog.get(db, collectionName(body, 'distinct'));
    const values = new Map<string, unknown>();
    const only = new Set([path[0]!]);
    for (const record of collection === undefined
      ? []
      : findRecords(collection, { matcher, hint: body['hint'] })) {
      someValue(record.decode(only), path, 'whole', (value) => {
        for (const item of Array.isArray(value) ? value : [value]) {
          if (item !== undefined) values.set(orderKey(item), values.get(orderKey(item)) ?? item);
        }
        return false;
      });
    }
    const answer = { values: [...values.keys()].sort().map((order) => values.get(order)) };
    if (encodeDocument(answer).length > MAX_DOCUMENT_BYTES)
      throw new MongoError({ code: 17217 }, 'distinct too big, 16mb cap');
    return answer;
  },
};
