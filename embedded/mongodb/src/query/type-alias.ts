import { BsonType } from '../bson/bson-type.js';
import type { BsonTypeName } from '../bson/bson-type.js';
import { integerOf } from '../bson/numbers.js';
import { MongoError } from '../mongo-error.js';

const NUMBERS: readonly BsonTypeName[] = ['int', 'long', 'double', 'decimal'];
const byCode = new Map<number, BsonTypeName>(
  Object.entries(BsonType).map(([name, code]) => [code, name as BsonTypeName]),
);

/** The types an operand of `$type` names: an alias, a number, or a list of these. @throws MongoError BadValue */
export function typesOf(operand: unknown): Set<BsonTypeName> {
  const types = new Set<BsonTypeName>();
  for (const item of Array.isArray(operand) ? operand : [operand]) {
    if (item === 'number') NUMBERS.forEach((name) => types.add(name));
    else types.add(typeOf(item));
  }
  if (types.size === 0) throw new MongoError('FailedToParse', '$type must match at least one type');
  return types;
}

function typeOf(item: unknown): BsonTypeName {
  if (typeof item === 'string') {
    if (Object.hasOwn(BsonType, item)) return item as BsonTypeName;
    throw new MongoError('BadValue', `Unknown type name alias: ${item}`);
  }
  const code = integerOf(item);
  const name = code === undefined ? undefined : byCode.get(code === -1 ? 0xff : code);
  if (name === undefined) throw new MongoError('BadValue', `Invalid numerical type code: ${String(item)}`);
  return name;
}
