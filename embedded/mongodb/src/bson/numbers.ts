import { Decimal128, Double, Int32, Long } from 'bson';
import { MongoError } from '../mongo-error.js';
import { addDecimals, doubleText, fromDecimal, multiplyDecimals, toDecimal } from './decimal.js';
import type { Decimal } from './decimal.js';
import { isInt32, typeNameOf } from './value-type.js';

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

/** Whether the value is of one of BSON's four numeric types. */
export function isNumeric(value: unknown): boolean {
  return (
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    value instanceof Double ||
    value instanceof Decimal128 ||
    value instanceof Int32 ||
    value instanceof Long
  );
}

/** The nearest JavaScript number, `undefined` if the value is not numeric. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (!isNumeric(value)) return undefined;
  return value instanceof Decimal128 ? Number(value.toString()) : Number(value);
}

/** The integer the value stands for, `undefined` if it is none or not numeric. */
export function integerOf(value: unknown): number | undefined {
  const number = numberOf(value);
  return number !== undefined && Number.isInteger(number) ? number : undefined;
}

/** The value without its fraction, exactly; `undefined` if it is not numeric or not finite. */
export function wholePart(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return value;
  if (value instanceof Decimal128) {
    const decimal = toDecimal(value);
    if (decimal === undefined) return undefined;
    const { coefficient, exponent } = decimal;
    return exponent < 0 ? coefficient / 10n ** BigInt(-exponent) : coefficient * 10n ** BigInt(exponent);
  }
  const number = numberOf(value);
  return number === undefined || !Number.isFinite(number) ? undefined : BigInt(Math.trunc(number));
}

/** A double that stays one in BSON, whatever its value. */
export function doubleValue(value: number): number | Double {
  return isInt32(value) ? new Double(value) : value;
}

/** `a + b` with MongoDB's result type: the wider of the two, int32 growing to int64. @throws MongoError BadValue */
export function add(a: unknown, b: unknown): unknown {
  return arithmetic(
    a,
    b,
    (x, y) => x + y,
    (x, y) => x + y,
    addDecimals,
  );
}

/** `a × b`, see {@link add}. */
export function multiply(a: unknown, b: unknown): unknown {
  return arithmetic(
    a,
    b,
    (x, y) => x * y,
    (x, y) => x * y,
    multiplyDecimals,
  );
}

function arithmetic(
  a: unknown,
  b: unknown,
  ofDoubles: (x: number, y: number) => number,
  ofIntegers: (x: bigint, y: bigint) => bigint,
  ofDecimals: (x: Decimal, y: Decimal) => Decimal,
): unknown {
  const types = new Set([typeNameOf(a), typeNameOf(b)]);
  if (types.has('decimal')) {
    const x = toDecimal(decimalOperand(a));
    const y = toDecimal(decimalOperand(b));
    if (x !== undefined && y !== undefined) return fromDecimal(ofDecimals(x, y));
    return Decimal128.fromString(String(ofDoubles(numberOf(a)!, numberOf(b)!)));
  }
  if (types.has('double')) return doubleValue(ofDoubles(numberOf(a)!, numberOf(b)!));
  if (!types.has('long')) {
    const result = ofDoubles(numberOf(a)!, numberOf(b)!);
    if (isInt32(result)) return result;
    if (result === 0) return 0;
  }
  const result = ofIntegers(BigInt(String(a)), BigInt(String(b)));
  if (result < INT64_MIN || result > INT64_MAX) {
    throw new MongoError('BadValue', 'the result of an arithmetic update does not fit into 64 bits');
  }
  return result;
}

function decimalOperand(value: unknown): Decimal128 | bigint | number {
  if (value instanceof Decimal128 || typeof value === 'bigint' || typeof value === 'number') return value;
  if (value instanceof Double) return Decimal128.fromString(doubleText(value.value));
  return BigInt(String(value));
}
