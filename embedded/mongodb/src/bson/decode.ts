import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';
import { MongoError } from '../mongo-error.js';
import { BsonType } from './bson-type.js';
import { setField, isIntegerName } from './document.js';
import type { Document } from './document.js';
import { fieldNameAt, fieldNameEnd } from './field-name.js';
import { RawDocument } from './raw-document.js';
import { isInt32 } from './value-type.js';

/**
 * Decodes the BSON document at `start` so that encoding it again gives the same bytes:
 * int32 and non-integral doubles are numbers, a double that looks like an int32 is a {@link Double}, int64 is a
 * bigint, everything else the class of the `bson` package.
 * @param only decode just these top-level fields (the others are skipped).
 * @param raw leave these top-level fields as {@link RawDocument}s if they are documents, and lists of them if arrays.
 * @throws MongoError InvalidBSON
 */
export function decodeDocument(
  bytes: Buffer,
  start = 0,
  only?: ReadonlySet<string>,
  raw?: ReadonlySet<string>,
): Document {
  const end = start + bytes.readInt32LE(start) - 1;
  const document: Document = {};
  let at = start + 4;
  while (at < end) {
    const type = bytes[at]!;
    const nameEnd = fieldNameEnd(bytes, at + 1);
    const name = fieldNameAt(bytes, at + 1, nameEnd);
    at = nameEnd + 1;
    const size = valueSize(bytes, type, at);
    if (only === undefined || only.has(name)) {
      const value = raw?.has(name) ? rawValue(bytes, type, at) : decodeValue(bytes, type, at);
      if (name === '__proto__' || isIntegerName(name)) setField(document, name, value);
      else document[name] = value;
    }
    at += size;
  }
  return document;
}

function rawValue(bytes: Buffer, type: number, at: number): unknown {
  if (type === BsonType.object) return new RawDocument(bytes.subarray(at, at + bytes.readInt32LE(at)));
  if (type !== BsonType.array) return decodeValue(bytes, type, at);
  return decodeArray(bytes, at, rawElement);
}

function rawElement(bytes: Buffer, type: number, at: number): unknown {
  return type === BsonType.object ? rawValue(bytes, type, at) : decodeValue(bytes, type, at);
}

function decodeArray(bytes: Buffer, start: number, decode = decodeValue): unknown[] {
  const end = start + bytes.readInt32LE(start) - 1;
  const values: unknown[] = [];
  let at = start + 4;
  while (at < end) {
    const type = bytes[at]!;
    at = fieldNameEnd(bytes, at + 1) + 1;
    values.push(decode(bytes, type, at));
    at += valueSize(bytes, type, at);
  }
  return values;
}

/** How many bytes the value of `type` at `at` takes. @throws MongoError InvalidBSON for a type that is not supported. */
export function valueSize(bytes: Buffer, type: number, at: number): number {
  switch (type) {
    case BsonType.int:
      return 4;
    case BsonType.double:
    case BsonType.date:
    case BsonType.long:
    case BsonType.timestamp:
      return 8;
    case BsonType.string:
    case BsonType.javascript:
    case BsonType.symbol:
      return 4 + bytes.readInt32LE(at);
    case BsonType.object:
    case BsonType.array:
    case BsonType.javascriptWithScope:
      return bytes.readInt32LE(at);
    case BsonType.binData:
      return 5 + bytes.readInt32LE(at);
    case BsonType.objectId:
      return 12;
    case BsonType.bool:
      return 1;
    case BsonType.null:
    case BsonType.minKey:
    case BsonType.maxKey:
      return 0;
    case BsonType.regex:
      return fieldNameEnd(bytes, fieldNameEnd(bytes, at) + 1) + 1 - at;
    case BsonType.decimal:
      return 16;
    default:
      throw new MongoError('InvalidBSON', `BSON type 0x${type.toString(16)} is not supported`);
  }
}

/** Decodes one value; see {@link decodeDocument}. */
export function decodeValue(bytes: Buffer, type: number, at: number): unknown {
  switch (type) {
    case BsonType.double: {
      const value = bytes.readDoubleLE(at);
      return isInt32(value) ? new Double(value) : value;
    }
    case BsonType.string:
      return stringAt(bytes, at);
    case BsonType.object:
      return decodeDocument(bytes, at);
    case BsonType.array:
      return decodeArray(bytes, at);
    case BsonType.binData:
      return binaryAt(bytes, at);
    case BsonType.objectId:
      return new ObjectId(Uint8Array.prototype.slice.call(bytes, at, at + 12));
    case BsonType.bool:
      return bytes[at] === 1;
    case BsonType.date:
      return new Date(Number(bytes.readBigInt64LE(at)));
    case BsonType.null:
      return null;
    case BsonType.regex: {
      const patternEnd = fieldNameEnd(bytes, at);
      const optionsEnd = fieldNameEnd(bytes, patternEnd + 1);
      return new BSONRegExp(
        bytes.toString('utf8', at, patternEnd),
        bytes.toString('utf8', patternEnd + 1, optionsEnd),
      );
    }
    case BsonType.javascript:
      return new Code(stringAt(bytes, at));
    case BsonType.symbol:
      return new BSONSymbol(stringAt(bytes, at));
    case BsonType.javascriptWithScope: {
      const code = stringAt(bytes, at + 4);
      return new Code(code, decodeDocument(bytes, at + 8 + bytes.readInt32LE(at + 4)));
    }
    case BsonType.int:
      return bytes.readInt32LE(at);
    case BsonType.timestamp:
      return new Timestamp({ i: bytes.readUInt32LE(at), t: bytes.readUInt32LE(at + 4) });
    case BsonType.long:
      return bytes.readBigInt64LE(at);
    case BsonType.decimal:
      return new Decimal128(Uint8Array.prototype.slice.call(bytes, at, at + 16));
    case BsonType.minKey:
      return new MinKey();
    case BsonType.maxKey:
      return new MaxKey();
    default:
      throw new MongoError('InvalidBSON', `BSON type 0x${type.toString(16)} is not supported`);
  }
}

function stringAt(bytes: Buffer, at: number): string {
  const length = bytes.readInt32LE(at) - 1;
  return bytes.toString('utf8', at + 4, at + 4 + length);
}

/** Subtype 2 ("old binary") repeats the length inside the value. */
function binaryAt(bytes: Buffer, at: number): Binary {
  const length = bytes.readInt32LE(at);
  const subtype = bytes[at + 4]!;
  const start = subtype === Binary.SUBTYPE_BYTE_ARRAY ? at + 9 : at + 5;
  return new Binary(Uint8Array.prototype.slice.call(bytes, start, at + 5 + length), subtype);
}
