import { typeNameOf } from '../../bson/value-type.js';
import { MongoError } from '../../mongo-error.js';
import type { ExpressionOperator } from '../scope.js';
import { isNil, ofList, ofOneOrNull } from './operands.js';

/** An int with ints, a long as soon as one of them is. */
function combining(
  name: string,
  start: bigint,
  combine: (a: bigint, b: bigint) => bigint,
): ExpressionOperator {
  return ofList(0, undefined, (values) => {
    if (values.some(isNil)) return null;
    const result = values.map((value) => bitsOf(name, value)).reduce(combine, start);
    return values.some((value) => typeof value !== 'number') ? result : Number(result);
  });
}

function bitsOf(name: string, value: unknown): bigint {
  const type = typeNameOf(value);
  if (type !== 'int' && type !== 'long')
    throw new MongoError('TypeMismatch', `${name} only supports int and long operands, not ${type}`);
  return BigInt(String(value));
}

const not = ofOneOrNull((value) => {
  const bits = ~bitsOf('$bitNot', value);
  return typeof value === 'number' ? Number(bits) : bits;
});

/** The operators on the bits of integers. */
export const bitOperators: Readonly<Record<string, ExpressionOperator>> = {
  $bitAnd: combining('$bitAnd', -1n, (a, b) => a & b),
  $bitOr: combining('$bitOr', 0n, (a, b) => a | b),
  $bitXor: combining('$bitXor', 0n, (a, b) => a ^ b),
  $bitNot: not,
};
