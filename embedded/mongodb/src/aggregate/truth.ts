import { isNumeric, numberOf } from '../bson/numbers.js';

/** What MongoDB takes for true: everything but false, null, missing and zero. */
export function isTruthy(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return false;
  return !isNumeric(value) || numberOf(value) !== 0;
}
