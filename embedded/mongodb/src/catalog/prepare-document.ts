import { ObjectId } from 'bson';
import { decodeDocument, decodeValue, valueSize } from '../bson/decode.js';
import type { Document } from '../bson/document.js';
import { encodeDocument } from '../bson/encode.js';
import { fieldNameAt, fieldNameEnd } from '../bson/field-name.js';
import { typeNameOf } from '../bson/value-type.js';
import { MongoError } from '../mongo-error.js';
import { pack } from '../storage/packed-document.js';
import type { PackedDocument } from '../storage/packed-document.js';
import { MAX_DOCUMENT_BYTES } from '../wire/op-code.js';

/** A document as a collection takes it. */
export interface PreparedDocument {
  readonly packed: PackedDocument;
  readonly id: unknown;
}

/**
 * Makes a document from a client ready to be stored: with an `_id`, and that in front.
 * @throws MongoError InvalidIdField, BSONObjectTooLarge
 */
export function prepareDocument(bytes: Buffer): PreparedDocument {
  const nameEnd = bytes.length > 5 ? fieldNameEnd(bytes, 5) : 5;
  if (bytes.length > 5 && fieldNameAt(bytes, 5, nameEnd) === '_id') {
    requireSize(bytes.length);
    const id = decodeValue(bytes, bytes[4]!, nameEnd + 1);
    requireId(id);
    return { packed: pack(bytes), id };
  }
  const id = findId(bytes) ?? new ObjectId();
  requireId(id);
  const encoded = withIdFirst(bytes, id);
  requireSize(encoded.length);
  return { packed: pack(encoded), id };
}

/** @throws MongoError InvalidIdField for a type no `_id` may have, DollarPrefixedFieldName */
export function requireId(id: unknown): void {
  const type = typeNameOf(id);
  if (type === 'array' || type === 'regex' || type === 'undefined') {
    throw new MongoError('InvalidIdField', `The '_id' value cannot be of type ${type}`);
  }
  if (type !== 'object') return;
  const dollar = Object.keys(id as Document).find((name) => name.startsWith('$') && !DB_REF.has(name));
  if (dollar !== undefined)
    throw new MongoError(
      'DollarPrefixedFieldName',
      `_id fields may not contain '$'-prefixed fields: ${dollar}`,
    );
}

const DB_REF = new Set(['$ref', '$id', '$db']);

/** @throws MongoError BSONObjectTooLarge */
export function requireSize(bytes: number): void {
  if (bytes > MAX_DOCUMENT_BYTES) {
    throw new MongoError(
      'BSONObjectTooLarge',
      `object to insert too large. size in bytes: ${bytes}, max size: ${MAX_DOCUMENT_BYTES}`,
    );
  }
}

function findId(bytes: Buffer): unknown {
  return decodeDocument(bytes, 0, new Set(['_id']))['_id'];
}

/** Copies the elements as they are, except that of `_id`, behind a new first element. */
function withIdFirst(bytes: Buffer, id: unknown): Buffer {
  const head = encodeDocument({ _id: id });
  const parts: Buffer[] = [head.subarray(0, -1)];
  let at = 4;
  while (at < bytes.length - 1) {
    const nameEnd = fieldNameEnd(bytes, at + 1);
    const end = nameEnd + 1 + valueSize(bytes, bytes[at]!, nameEnd + 1);
    if (fieldNameAt(bytes, at + 1, nameEnd) !== '_id') parts.push(bytes.subarray(at, end));
    at = end;
  }
  parts.push(bytes.subarray(-1));
  const whole = Buffer.concat(parts);
  whole.writeInt32LE(whole.length, 0);
  return whole;
}
