import { doubleValue, isNumeric, numberOf } from '../../bson/numbers.js';
import { isInt32, typeNameOf } from '../../bson/value-type.js';
import { MongoError } from '../../mongo-error.js';
import type { ExpressionOperator } from '../scope.js';
import { refuseDecimal } from './numeric-operands.js';
import { isNil, ofList, ofOneOrNull } from './operands.js';

function amountOf(name: string, value: unknown, code = 28765): number {
  if (!isNumeric(value))
    throw new MongoError({ code }, `${name} only supports numeric types, not ${typeNameOf(value)}`);
  refuseDecimal(name, [value]);
  return numberOf(value)!;
}

/** A function whose results are doubles; `code` is the error for what lies outside of its domain. */
function ofDouble(
  name: string,
  apply: (value: number) => number,
  isInDomain: (value: number) => boolean = () => true,
  code = 50989,
): ExpressionOperator {
  return ofOneOrNull((value) => {
    const amount = amountOf(name, value);
    if (!Number.isNaN(amount) && !isInDomain(amount))
      throw new MongoError({ code }, `cannot apply ${name} to ${amount}`);
    return doubleValue(apply(amount));
  });
}

function logarithm([value, base]: unknown[]): unknown {
  if (isNil(value) || isNil(base)) return null;
  const amount = amountOf('$log', value, 28756);
  const of = amountOf('$log', base, 28757);
  if (amount <= 0) throw new MongoError({ code: 28758 }, "$log's argument must be a positive number");
  if (of <= 0 || of === 1)
    throw new MongoError({ code: 28759 }, "$log's base must be a positive number not equal to 1");
  return doubleValue(Math.log(amount) / Math.log(of));
}

/** Of integers an integer, where it is one and fits into 64 bits. */
function power([base, exponent]: unknown[]): unknown {
  if (isNil(base) || isNil(exponent)) return null;
  const x = amountOf('$pow', base, 28762);
  const y = amountOf('$pow', exponent, 28763);
  if (x === 0 && y < 0)
    throw new MongoError({ code: 28764 }, '$pow cannot take a base of 0 and a negative exponent');
  const types = new Set([typeNameOf(base), typeNameOf(exponent)]);
  const result = types.has('double') ? undefined : wholePower(BigInt(String(base)), BigInt(String(exponent)));
  if (result === undefined) return doubleValue(x ** y);
  return types.has('long') || !isInt32(Number(result)) ? result : Number(result);
}

function wholePower(base: bigint, exponent: bigint): bigint | undefined {
  if (base === 1n || base === -1n) return exponent % 2n === 0n ? 1n : base;
  if (exponent < 0n || (exponent > 63n && base !== 0n)) return undefined;
  const result = base ** exponent;
  return BigInt.asIntN(64, result) === result ? result : undefined;
}

const arcTangent = ofList(2, 2, ([y, x]) =>
  isNil(y) || isNil(x)
    ? null
    : doubleValue(Math.atan2(amountOf('$atan2', y, 51044), amountOf('$atan2', x, 51045))),
);

function isUnit(value: number): boolean {
  return value >= -1 && value <= 1;
}

function isPositive(value: number): boolean {
  return value > 0;
}

/** Roots, powers, logarithms and trigonometry. */
export const functionOperators: Readonly<Record<string, ExpressionOperator>> = {
  $sqrt: ofDouble('$sqrt', Math.sqrt, (value) => value >= 0, 28714),
  $exp: ofDouble('$exp', Math.exp),
  $ln: ofDouble('$ln', Math.log, isPositive, 28766),
  $log10: ofDouble('$log10', Math.log10, isPositive, 28761),
  $log: ofList(2, 2, logarithm),
  $pow: ofList(2, 2, power),
  $sin: ofDouble('$sin', Math.sin, Number.isFinite),
  $cos: ofDouble('$cos', Math.cos, Number.isFinite),
  $tan: ofDouble('$tan', Math.tan, Number.isFinite),
  $asin: ofDouble('$asin', Math.asin, isUnit),
  $acos: ofDouble('$acos', Math.acos, isUnit),
  $atan: ofDouble('$atan', Math.atan),
  $atan2: arcTangent,
  $sinh: ofDouble('$sinh', Math.sinh),
  $cosh: ofDouble('$cosh', Math.cosh),
  $tanh: ofDouble('$tanh', Math.tanh),
  $asinh: ofDouble('$asinh', Math.asinh),
  $acosh: ofDouble('$acosh', Math.acosh, (value) => value >= 1),
  $atanh: ofDouble('$atanh', Math.atanh, isUnit),
  $degreesToRadians: ofDouble('$degreesToRadians', (value) => value * (Math.PI / 180)),
  $radiansToDegrees: ofDouble('$radiansToDegrees', (value) => value * (180 / Math.PI)),
};
