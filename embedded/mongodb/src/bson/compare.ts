import { orderKey, TYPE_ORDER } from './order-key.js';
import { typeNameOf } from './value-type.js';

/** Compares two values in MongoDB's order over all types: negative, zero or positive. */
export function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') {
    if (a === b) return 0;
    if (a < b) return -1;
    if (a > b) return 1;
  }
  const left = orderKey(a);
  const right = orderKey(b);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Whether MongoDB takes the two for the same value (numbers of different types may be). */
export function equalValues(a: unknown, b: unknown): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a === b;
  return compareValues(a, b) === 0;
}

/** Whether both belong to one type for range comparisons ("type bracketing"). */
export function sameBracket(a: unknown, b: unknown): boolean {
  return TYPE_ORDER[typeNameOf(a)] === TYPE_ORDER[typeNameOf(b)];
}

/** Whether the value is a not-a-number. */
export function isNaNValue(value: unknown): boolean {
  if (typeof value === 'number') return Number.isNaN(value);
  return (
    typeof value === 'object' && value !== null && typeNameOf(value) === 'decimal' && String(value) === 'NaN'
  );
}
