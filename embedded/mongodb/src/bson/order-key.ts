import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  ObjectId,
  Timestamp,
} from 'bson';
import type { BsonTypeName } from './bson-type.js';
import { fieldNames } from './document.js';
import type { Document } from './document.js';
import { compareWithDouble, toDecimal } from './decimal.js';
import type { Decimal } from './decimal.js';
import { typeNameOf } from './value-type.js';

/** MongoDB's order of types (bsontypes.h, canonicalizeBSONType): numbers are one type, so are strings and symbols. */
export const TYPE_ORDER: Readonly<Record<BsonTypeName, number>> = {
  minKey: 10,
  undefined: 20,
  null: 20,
  int: 30,
  long: 30,
  double: 30,
  decimal: 30,
  string: 60,
  symbol: 60,
  object: 70,
  array: 80,
  binData: 90,
  objectId: 100,
  bool: 110,
  date: 120,
  timestamp: 130,
  regex: 140,
  dbPointer: 150,
  javascript: 160,
  javascriptWithScope: 170,
  maxKey: 240,
};

/** What indexes and sorts take an empty array for: below null, above MinKey. */
export const EMPTY_ARRAY: unique symbol = Symbol('empty array');

const END = '\0';
const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
let scratch = Buffer.allocUnsafeSlow(4 * 1024);

/**
 * A string (one byte per character) such that comparing two keys with `<` and `===` compares the values as MongoDB
 * does: 1, 1.0 and Long(1) have the same key. Keys may be concatenated: none is a prefix of another.
 */
export function orderKey(value: unknown): string {
  if (typeof value === 'string') return '<' + terminated(value);
  if (typeof value === 'number') return '\x1e' + doubleKey(value) + '\x01';
  if (value === EMPTY_ARRAY) return '\x0f';
  const type = typeNameOf(value);
  return String.fromCharCode(TYPE_ORDER[type]) + content(value, type);
}

/** The key that sorts in the opposite direction. */
export function invertKey(key: string): string {
  const bytes = bytesOf(key);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = 255 - bytes[i]!;
  return bytes.toString('latin1');
}

/**
 * The same key in one piece. V8 keeps what was put together with `+` as a tree of its parts, and comparing such strings takes
 * several times as long: what is kept in an index and compared again and again is worth a copy.
 */
export function flatKey(key: string): string {
  return bytesOf(key).toString('latin1');
}

/** A key's bytes, valid until the next call. */
function bytesOf(key: string): Buffer {
  if (key.length > scratch.length) scratch = Buffer.allocUnsafeSlow(key.length * 2);
  return scratch.subarray(0, scratch.write(key, 'latin1'));
}

function content(value: unknown, type: BsonTypeName): string {
  switch (type) {
    case 'double':
      return doubleKey((value as Double).value) + '\x01';
    case 'int':
      return doubleKey((value as Int32).value) + '\x01';
    case 'long':
      return longKey(typeof value === 'bigint' ? value : (value as Long).toBigInt());
    case 'decimal':
      return decimalKey(value as Decimal128);
    case 'symbol':
      return terminated((value as BSONSymbol).value);
    case 'object':
      return objectKey(value as Document);
    case 'array':
      return (value as unknown[]).map(orderKey).join('') + END;
    case 'binData':
      return binaryKey(value as Binary);
    case 'objectId':
      return bytesKey((value as ObjectId).id);
    case 'bool':
      return value === true ? '\x01' : '\0';
    case 'date':
      return doubleKey((value as Date).getTime());
    case 'timestamp':
      return uint32Key((value as Timestamp).t) + uint32Key((value as Timestamp).i);
    case 'regex':
      return value instanceof BSONRegExp
        ? terminated(value.pattern) + terminated(value.options)
        : terminated((value as RegExp).source) + terminated((value as RegExp).flags);
    case 'javascript':
      return terminated((value as Code).code);
    case 'javascriptWithScope':
      return terminated((value as Code).code) + objectKey((value as Code).scope!);
    default:
      return '';
  }
}

function terminated(text: string): string {
  if (isPlain(text)) return text + '\0\0';
  return Buffer.from(text, 'utf8').toString('latin1').replaceAll('\0', '\0\xff') + '\0\0';
}

/** ASCII without a zero: the text is its own UTF-8. */
function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit === 0 || unit > 127) return false;
  }
  return true;
}

function doubleKey(value: number): string {
  if (Number.isNaN(value)) return '\0\0\0\0\0\0\0\0';
  double[0] = value === 0 ? 0 : value;
  const high = words[1]!;
  const low = words[0]!;
  return high >>> 31 === 1
    ? uint32Key(~high >>> 0) + uint32Key(~low >>> 0)
    : uint32Key((high | 0x80000000) >>> 0) + uint32Key(low);
}

function uint32Key(value: number): string {
  return String.fromCharCode(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
}

function longKey(value: bigint): string {
  const nearest = Number(value);
  if (Number.isSafeInteger(nearest) || BigInt(nearest) === value) return doubleKey(nearest) + '\x01';
  return tieKey({ coefficient: value, exponent: 0 }, nearest);
}

function decimalKey(value: Decimal128): string {
  const decimal = toDecimal(value);
  if (decimal === undefined) return doubleKey(Number(value.toString())) + '\x01';
  const nearest = Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, Number(value.toString())));
  return tieKey(decimal, nearest);
}

/** Numbers that share their nearest double are told apart by their exact digits. */
function tieKey(decimal: Decimal, nearest: number): string {
  const order = compareWithDouble(decimal, nearest);
  if (order === 0) return doubleKey(nearest) + '\x01';
  const negative = decimal.coefficient < 0n;
  const digits = (negative ? -decimal.coefficient : decimal.coefficient).toString();
  const magnitude = uint32Key(0x8000 + decimal.exponent + digits.length) + digits.replace(/0+$/, '') + END;
  return doubleKey(nearest) + (order < 0 ? '\0' : '\x02') + (negative ? invertKey(magnitude) : magnitude);
}

function objectKey(document: Document): string {
  let key = '';
  for (const name of fieldNames(document)) {
    const value = document[name];
    key += String.fromCharCode(TYPE_ORDER[typeNameOf(value)]) + terminated(name) + orderKey(value);
  }
  return key + END;
}

function binaryKey(value: Binary): string {
  const bytes = value.buffer.subarray(0, value.position);
  return uint32Key(bytes.length) + String.fromCharCode(value.sub_type) + bytesKey(bytes);
}

function bytesKey(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
