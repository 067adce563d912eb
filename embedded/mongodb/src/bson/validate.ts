import { MongoError } from '../mongo-error.js';
import { BsonType } from './bson-type.js';
import { valueSize } from './decode.js';
import { MAX_DEPTH } from './depth.js';
import { fieldNameEnd } from './field-name.js';

/**
 * Checks that `bytes[start, limit)` begins with a well-formed document of supported types, and returns its end.
 * @throws MongoError InvalidBSON (also for nesting deeper than 200 levels, Overflow's limit of MongoDB)
 */
export function validateDocument(bytes: Buffer, start = 0, limit = bytes.length, depth = 1): number {
  if (depth > MAX_DEPTH)
    throw new MongoError('Overflow', `document is nested deeper than ${MAX_DEPTH} levels`);
  if (start + 5 > limit) throw invalid('a document is cut short');
  const size = bytes.readInt32LE(start);
  const end = start + size;
  if (size < 5 || end > limit || bytes[end - 1] !== 0) throw invalid('a document has a wrong length');
  let at = start + 4;
  while (at < end - 1) {
    const type = bytes[at]!;
    at = fieldNameEnd(bytes, at + 1) + 1;
    at = validateValue(bytes, type, at, end - 1, depth);
  }
  if (at !== end - 1) throw invalid('an element reaches beyond its document');
  return end;
}

function validateValue(bytes: Buffer, type: number, at: number, limit: number, depth: number): number {
  if (type === BsonType.object || type === BsonType.array)
    return validateDocument(bytes, at, limit, depth + 1);
  if (at + 4 > limit && hasLength(type)) throw invalid('an element is cut short');
  const size = valueSize(bytes, type, at);
  if (size < 0 || at + size > limit) throw invalid('an element reaches beyond its document');
  if (type === BsonType.string || type === BsonType.javascript || type === BsonType.symbol) {
    if (size < 5 || bytes[at + size - 1] !== 0) throw invalid('a string is not terminated');
  } else if (type === BsonType.javascriptWithScope) {
    const scope = at + 8 + bytes.readInt32LE(at + 4);
    if (
      size < 14 ||
      scope > at + size ||
      validateDocument(bytes, scope, at + size, depth + 1) !== at + size
    ) {
      throw invalid('a scope has a wrong length');
    }
  } else if (type === BsonType.binData && bytes[at + 4] === 2 && size < 9) {
    throw invalid('an old binary is cut short');
  }
  return at + size;
}

function hasLength(type: number): boolean {
  return (
    type === BsonType.string ||
    type === BsonType.binData ||
    type === BsonType.javascript ||
    type === BsonType.symbol ||
    type === BsonType.javascriptWithScope
  );
}

function invalid(message: string): MongoError {
  return new MongoError('InvalidBSON', message);
}
