import { Decimal128, Double } from 'bson';
import { add, doubleValue, isNumeric, multiply, numberOf } from '../../bson/numbers.js';
import { isInt32, typeNameOf } from '../../bson/value-type.js';
import { MongoError } from '../../mongo-error.js';
import { dateAt } from '../dates/operands.js';
import type { ExpressionOperator } from '../scope.js';
import { Sum } from '../sum.js';
import { refuseDecimal } from './numeric-operands.js';
import { isNil, ofList, ofOneOrNull } from './operands.js';

function total(values: unknown[]): unknown {
  if (values.some(isNil)) return null;
  const dates = values.filter((value) => value instanceof Date);
  if (dates.length > 1) throw new MongoError({ code: 16612 }, 'only one date allowed in an $add expression');
  const sum = new Sum();
  for (const value of values) {
    if (value instanceof Date) continue;
    requireNumber('$add', value, 16554, 'numeric or date');
    sum.add(value);
  }
  if (dates.length === 0) return sum.value;
  return dateAt((dates[0] as Date).getTime() + Math.round(numberOf(sum.value)!));
}

function difference(values: unknown[]): unknown {
  const [a, b] = values;
  if (isNil(a) || isNil(b)) return null;
  if (a instanceof Date) {
    if (b instanceof Date) return BigInt(a.getTime() - b.getTime());
    requireNumber('$subtract', b, 16556, 'numeric');
    return dateAt(a.getTime() - Math.round(numberOf(b)!));
  }
  requireNumber('$subtract', a, 16556, 'numeric');
  requireNumber('$subtract', b, 16556, 'numeric');
  const negated = widen(
    () => multiply(b, -1),
    b,
    -1,
    (x, y) => x * y,
  );
  return widen(
    () => add(a, negated),
    a,
    negated,
    (x, y) => x + y,
  );
}

function product(values: unknown[]): unknown {
  if (values.some(isNil)) return null;
  return values.reduce((total, value) => {
    requireNumber('$multiply', value, 16555, 'numeric');
    return widen(
      () => multiply(total, value),
      total,
      value,
      (a, b) => a * b,
    );
  }, 1);
}

/** Where 64 bits do not suffice, an aggregation goes on with doubles (an update fails). */
function widen(
  exact: () => unknown,
  a: unknown,
  b: unknown,
  ofDoubles: (a: number, b: number) => number,
): unknown {
  try {
    return exact();
  } catch (error) {
    if (error instanceof MongoError && error.codeName === 'BadValue')
      return doubleValue(ofDoubles(numberOf(a)!, numberOf(b)!));
    throw error;
  }
}

function quotient(values: unknown[]): unknown {
  const [a, b] = values;
  if (isNil(a) || isNil(b)) return null;
  requireNumber('$divide', a, 16609, 'numeric');
  requireNumber('$divide', b, 16609, 'numeric');
  refuseDecimal('$divide', values);
  if (numberOf(b) === 0) throw new MongoError('BadValue', "can't $divide by zero");
  return doubleValue(numberOf(a)! / numberOf(b)!);
}

function remainder(values: unknown[]): unknown {
  const [a, b] = values;
  if (isNil(a) || isNil(b)) return null;
  requireNumber('$mod', a, 16611, 'numeric');
  requireNumber('$mod', b, 16611, 'numeric');
  refuseDecimal('$mod', values);
  if (numberOf(b) === 0) throw new MongoError({ code: 16610 }, "can't $mod by zero");
  if (typeof a === 'bigint' || typeof b === 'bigint') {
    if (isWhole(a) && isWhole(b)) return BigInt(String(a)) % BigInt(String(b));
  }
  const result = numberOf(a)! % numberOf(b)!;
  return isWhole(a) && isWhole(b) ? result + 0 : doubleValue(result);
}

/** Of one of the integer types. */
function isWhole(value: unknown): boolean {
  return typeof value === 'bigint' || typeNameOf(value) === 'int';
}

/** Rounding keeps the type; what it does to doubles is given. */
function rounding(name: string, ofDouble: (value: number) => number): ExpressionOperator {
  return ofOneOrNull((value) => {
    requireNumber(name, value, 28765, 'numeric');
    refuseDecimal(name, [value]);
    return isWhole(value) ? value : doubleValue(ofDouble(numberOf(value)!));
  });
}

/** `$round` and `$trunc` with the number of decimal places (negative: of digits before the point). */
function toPlaces(name: string, apply: (value: number) => number): ExpressionOperator {
  return ofList(1, 2, ([value, places]) => {
    if (isNil(value) || places === null) return null;
    requireNumber(name, value, 51081, 'numeric');
    refuseDecimal(name, [value]);
    const digits = places === undefined ? 0 : numberOf(places);
    if (digits === undefined || !Number.isInteger(digits) || digits < -20 || digits > 100) {
      throw new MongoError(
        { code: 51083 },
        `cannot apply ${name} with precision value ${String(places)}: it must be in [-20, 100]`,
      );
    }
    if (isWhole(value) && digits >= 0) return value;
    if (isWhole(value)) {
      const rounded = toTens(name, BigInt(String(value)), -digits, apply);
      return typeof value === 'bigint' || !isInt32(Number(rounded)) ? rounded : Number(rounded);
    }
    if (digits === 0) return doubleValue(apply(numberOf(value)!));
    return doubleValue(shift(apply(shift(numberOf(value)!, digits)), -digits));
  });
}

/** An integer without its last `digits` digits, exactly: `apply` sees the one before them, and what lies behind it. */
function toTens(name: string, value: bigint, digits: number, apply: (value: number) => number): bigint {
  const unit = 10n ** BigInt(digits);
  const rest = value % unit;
  const twice = 2n * (rest < 0n ? -rest : rest);
  const fraction = rest === 0n ? 0 : twice < unit ? 0.25 : twice === unit ? 0.5 : 0.75;
  const last = (value / unit) % 2n;
  const near = Number(last) + (rest < 0n ? -fraction : fraction);
  const rounded = (value / unit - last + BigInt(apply(near))) * unit;
  if (BigInt.asIntN(64, rounded) !== rounded)
    throw new MongoError({ code: 51080 }, `the result of ${name} does not fit into 64 bits`);
  return rounded;
}

/** `value × 10^places` without the error a multiplication would add. */
function shift(value: number, places: number): number {
  if (!Number.isFinite(value)) return value;
  const [mantissa, exponent = '0'] = String(value).split('e');
  return Number(`${mantissa}e${Number(exponent) + places}`);
}

function halfToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

const abs = ofOneOrNull((value) => {
  requireNumber('$abs', value, 28765, 'numeric');
  if (value instanceof Decimal128) return Decimal128.fromString(value.toString().replace(/^-/, ''));
  if (typeof value === 'bigint') {
    if (value === -(2n ** 63n)) throw new MongoError({ code: 28680 }, "can't take $abs of long long min");
    return value < 0n ? -value : value;
  }
  const amount = Math.abs(numberOf(value)!);
  if (value instanceof Double || !isWhole(value)) return doubleValue(amount);
  return amount > 2 ** 31 - 1 ? BigInt(amount) : amount;
});

function requireNumber(operator: string, value: unknown, code: number, kinds: string): void {
  if (isNumeric(value)) return;
  throw new MongoError({ code }, `${operator} only supports ${kinds} types, not ${typeNameOf(value)}`);
}

export const arithmeticOperators: Readonly<Record<string, ExpressionOperator>> = {
  $add: ofList(0, undefined, total),
  $subtract: ofList(2, 2, difference),
  $multiply: ofList(0, undefined, product),
  $divide: ofList(2, 2, quotient),
  $mod: ofList(2, 2, remainder),
  $abs: abs,
  $ceil: rounding('$ceil', Math.ceil),
  $floor: rounding('$floor', Math.floor),
  $round: toPlaces('$round', halfToEven),
  $trunc: toPlaces('$trunc', Math.trunc),
};
