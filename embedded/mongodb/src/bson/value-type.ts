import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';
import type { BsonTypeName } from './bson-type.js';

/** Whether a JavaScript number is stored as a BSON int32 (otherwise as a double). */
export function isInt32(value: number): boolean {
  return (value | 0) === value && !Object.is(value, -0);
}

/**
 * The BSON type a decoded value is stored as; `undefined` (a missing field) counts as `undefined`.
 * @throws TypeError for a value that is none of BSON's.
 */
export function typeNameOf(value: unknown): BsonTypeName {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'number':
      return isInt32(value) ? 'int' : 'double';
    case 'bigint':
      return 'long';
    case 'boolean':
      return 'bool';
    case 'undefined':
      return 'undefined';
    case 'object':
      return objectTypeName(value);
    default:
      throw new TypeError(`a ${typeof value} is not a BSON value`);
  }
}

function objectTypeName(value: object | null): BsonTypeName {
  if (value === null) return 'null';
  if (Object.getPrototypeOf(value) === Object.prototype) return 'object';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Double) return 'double';
  if (value instanceof Date) return 'date';
  if (value instanceof ObjectId) return 'objectId';
  if (value instanceof Binary) return 'binData';
  if (value instanceof Decimal128) return 'decimal';
  if (value instanceof Timestamp) return 'timestamp';
  if (value instanceof BSONRegExp || value instanceof RegExp) return 'regex';
  if (value instanceof Int32) return 'int';
  if (value instanceof Long) return 'long';
  if (value instanceof Code) return value.scope ? 'javascriptWithScope' : 'javascript';
  if (value instanceof BSONSymbol) return 'symbol';
  if (value instanceof MinKey) return 'minKey';
  if (value instanceof MaxKey) return 'maxKey';
  return 'object';
}
