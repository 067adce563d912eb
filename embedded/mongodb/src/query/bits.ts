import { Binary } from 'bson';
import { integerOf, numberOf, wholePart } from '../bson/numbers.js';
import { MongoError } from '../mongo-error.js';
import type { ValueTest } from './path.js';

/** The test of `$bitsAllSet`, `$bitsAnySet`, `$bitsAllClear` or `$bitsAnyClear`. @throws MongoError BadValue */
export function bitsTest(operator: string, operand: unknown): ValueTest {
  const mask = maskOf(operator, operand);
  return (value) => {
    const bits = bitsOf(value);
    if (bits === undefined) return false;
    const set = bits & mask;
    if (operator === '$bitsAllSet') return set === mask;
    if (operator === '$bitsAnySet') return set !== 0n;
    return operator === '$bitsAllClear' ? set === 0n : set !== mask;
  };
}

function maskOf(operator: string, operand: unknown): bigint {
  if (Array.isArray(operand)) {
    return operand.reduce<bigint>((mask, item) => {
      const position = integerOf(item);
      if (position === undefined || position < 0) {
        throw new MongoError('BadValue', `${operator} positions must be non-negative integers`);
      }
      return mask | (1n << BigInt(position));
    }, 0n);
  }
  const bits = bitsOf(operand);
  if (bits === undefined || (!(operand instanceof Binary) && numberOf(operand)! < 0)) {
    throw new MongoError(
      'BadValue',
      `${operator} takes a non-negative integer, a list of positions or binary data`,
    );
  }
  return bits;
}

/** Numbers of up to 64 bits are sign-extended without end; binary data is little-endian. */
function bitsOf(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return value;
  if (value instanceof Binary) {
    const hex = Buffer.from(value.buffer.subarray(0, value.position).toReversed()).toString('hex');
    return hex === '' ? 0n : BigInt(`0x${hex}`);
  }
  const integer = integerOf(value) === undefined ? undefined : wholePart(value);
  return integer === undefined || BigInt.asIntN(64, integer) !== integer ? undefined : integer;
}
