import { Decimal128 } from 'bson';
import { MongoError } from '../mongo-error.js';
import { isInt32 } from './value-type.js';

/** A finite decimal number: `coefficient × 10^exponent`. */
export interface Decimal {
  readonly coefficient: bigint;
  readonly exponent: number;
}

const DIGITS = 34;

/** Reads any numeric text or Decimal128; `undefined` for NaN and the infinities. */
export function toDecimal(value: Decimal128 | bigint | number): Decimal | undefined {
  const text = typeof value === 'number' && !isInt32(value) ? doubleText(value) : value.toString();
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (match === null) return undefined;
  const fraction = match[3] ?? '';
  const coefficient = BigInt(match[2]! + fraction);
  return {
    coefficient: match[1] === '-' ? -coefficient : coefficient,
    exponent: Number(match[4] ?? 0) - fraction.length,
  };
}

/** The decimal MongoDB turns a double into: of 15 significant digits. */
export function doubleText(value: number): string {
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  return Number.isFinite(value) ? value.toPrecision(15) : String(value);
}

/** The Decimal128 nearest to `value` (34 digits, ties to even). @throws MongoError Overflow */
export function fromDecimal(value: Decimal): Decimal128 {
  let { coefficient, exponent } = value;
  const negative = coefficient < 0n;
  if (negative) coefficient = -coefficient;
  const excess = coefficient.toString().length - DIGITS;
  if (excess > 0) {
    const unit = 10n ** BigInt(excess);
    const rest = coefficient % unit;
    coefficient /= unit;
    if (rest * 2n > unit || (rest * 2n === unit && coefficient % 2n === 1n)) coefficient += 1n;
    exponent += excess;
  }
  try {
    return Decimal128.fromString(`${negative ? '-' : ''}${coefficient}E${exponent}`);
  } catch {
    throw new MongoError('Overflow', 'a decimal is out of range');
  }
}

/** The exact sum. */
export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const exponent = Math.min(a.exponent, b.exponent);
  return {
    coefficient: scaled(a, exponent) + scaled(b, exponent),
    exponent,
  };
}

/** The exact product. */
export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  return { coefficient: a.coefficient * b.coefficient, exponent: a.exponent + b.exponent };
}

/** Compares a decimal with a finite double, exactly. */
export function compareWithDouble(decimal: Decimal, double: number): number {
  const exact = exactDouble(double);
  const exponent = Math.min(decimal.exponent, exact.exponent);
  const left = scaled(decimal, exponent);
  const right = scaled(exact, exponent);
  return left < right ? -1 : left > right ? 1 : 0;
}

function scaled(value: Decimal, exponent: number): bigint {
  return value.coefficient * 10n ** BigInt(value.exponent - exponent);
}

const view = new DataView(new ArrayBuffer(8));

/** Every finite double is a decimal: m × 2^-k = (m × 5^k) × 10^-k. */
function exactDouble(value: number): Decimal {
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const power = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = power === 0 ? fraction : fraction | 0x10000000000000n;
  const binary = (power === 0 ? 1 : power) - 1075;
  const signed = bits >> 63n === 1n ? -mantissa : mantissa;
  if (binary >= 0) return { coefficient: signed << BigInt(binary), exponent: 0 };
  return { coefficient: signed * 5n ** BigInt(-binary), exponent: binary };
}
