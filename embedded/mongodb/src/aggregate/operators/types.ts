import { Binary, Decimal128, ObjectId, Timestamp } from 'bson';
import { doubleText } from '../../bson/decimal.js';
import { doubleValue, isNumeric, numberOf, wholePart } from '../../bson/numbers.js';
import { isInt32, typeNameOf } from '../../bson/value-type.js';
import { MongoError } from '../../mongo-error.js';
import { parseDate } from '../dates/parse.js';
import type { ExpressionOperator } from '../scope.js';
import { isTruthy } from '../truth.js';
import { isNil, named, ofOne, ofOneOrNull } from './operands.js';

type Conversion = (value: unknown) => unknown;

const CONVERSIONS: Readonly<Record<string, Conversion>> = {
  double: toDouble,
  string: toText,
  objectId: toObjectId,
  bool: isTruthy,
  date: toDate,
  int: toInt,
  long: toLong,
  decimal: toDecimal128,
};

const NAMES_BY_CODE: Readonly<Record<number, string>> = {
  1: 'double',
  2: 'string',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  16: 'int',
  18: 'long',
  19: 'decimal',
};

function failure(value: unknown, target: string): MongoError {
  return new MongoError(
    { code: 241, name: 'ConversionFailure' },
    `Unsupported conversion or value: ${typeNameOf(value)} to ${target} in $convert`,
  );
}

function toDouble(value: unknown): unknown {
  if (typeof value === 'boolean') return doubleValue(value ? 1 : 0);
  if (value instanceof Date) return doubleValue(value.getTime());
  return doubleValue(numberOf(value) ?? parseNumber(value, 'double'));
}

function parseNumber(value: unknown, target: string): number {
  if (typeof value !== 'string' || !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value))
    throw failure(value, target);
  return Number(value);
}

function toInteger(value: unknown, target: string): bigint {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'bigint') return value;
  if (value instanceof Date && target === 'long') return BigInt(value.getTime());
  if (typeof value === 'string') {
    if (!/^[+-]?\d+$/.test(value)) throw failure(value, target);
    return BigInt(value.replace(/^\+/, ''));
  }
  const whole = wholePart(value);
  if (whole === undefined) throw failure(value, target);
  return whole;
}

function toInt(value: unknown): unknown {
  const integer = Number(toInteger(value, 'int'));
  if (!isInt32(integer)) throw failure(value, 'int');
  return integer;
}

function toLong(value: unknown): unknown {
  const integer = toInteger(value, 'long');
  if (BigInt.asIntN(64, integer) !== integer) throw failure(value, 'long');
  return integer;
}

function toDecimal128(value: unknown): unknown {
  if (value instanceof Decimal128) return value;
  if (typeof value === 'boolean') return Decimal128.fromString(value ? '1' : '0');
  if (value instanceof Date) return Decimal128.fromString(String(value.getTime()));
  if (typeNameOf(value) === 'double') return Decimal128.fromString(doubleText(numberOf(value)!));
  if (!isNumeric(value)) parseNumber(value, 'decimal');
  return Decimal128.fromString(String(value));
}

function toText(value: unknown): unknown {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || isNumeric(value)) return String(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof ObjectId) return value.toHexString();
  throw failure(value, 'string');
}

function toObjectId(value: unknown): unknown {
  if (value instanceof ObjectId) return value;
  if (typeof value !== 'string' || !/^[0-9a-f]{24}$/i.test(value)) throw failure(value, 'objectId');
  return new ObjectId(value);
}

function toDate(value: unknown): unknown {
  if (value instanceof Date) return value;
  if (value instanceof ObjectId) return value.getTimestamp();
  if (value instanceof Timestamp) return new Date(value.t * 1000);
  if (isNumeric(value) && typeNameOf(value) !== 'int') {
    const date = new Date(Math.trunc(numberOf(value)!));
    if (Number.isNaN(date.getTime())) throw failure(value, 'date');
    return date;
  }
  if (typeof value !== 'string') throw failure(value, 'date');
  return new Date(parseDate(value, undefined));
}

const convert: ExpressionOperator = (operand, compile, name) => {
  const { input, to, onError, onNull } = named(
    operand,
    compile,
    name,
    ['input', 'to'],
    ['onError', 'onNull'],
  );
  return (scope) => {
    const value = input!(scope);
    if (isNil(value)) return onNull === undefined ? null : onNull(scope);
    const target = to!(scope);
    if (isNil(target)) return null;
    const type = typeof target === 'string' ? target : (NAMES_BY_CODE[numberOf(target) ?? 0] ?? '');
    const conversion = Object.hasOwn(CONVERSIONS, type) ? CONVERSIONS[type] : undefined;
    if (conversion === undefined) throw new MongoError('BadValue', `Unknown type name: ${String(target)}`);
    try {
      return conversion(value);
    } catch (error) {
      if (onError === undefined) throw error;
      return onError(scope);
    }
  };
};

const binarySize = ofOneOrNull((value) => {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (value instanceof Binary) return value.length();
  throw new MongoError(
    { code: 51276 },
    `$binarySize requires a string or BinData argument, found: ${typeNameOf(value)}`,
  );
});

export const typeOperators: Readonly<Record<string, ExpressionOperator>> = {
  $type: ofOne((value) => (value === undefined ? 'missing' : typeNameOf(value))),
  $isNumber: ofOne(isNumeric),
  $toDouble: ofOneOrNull(toDouble),
  $toString: ofOneOrNull(toText),
  $toObjectId: ofOneOrNull(toObjectId),
  $toBool: ofOneOrNull(isTruthy),
  $toDate: ofOneOrNull(toDate),
  $toInt: ofOneOrNull(toInt),
  $toLong: ofOneOrNull(toLong),
  $toDecimal: ofOneOrNull(toDecimal128),
  $convert: convert,
  $binarySize: binarySize,
};
