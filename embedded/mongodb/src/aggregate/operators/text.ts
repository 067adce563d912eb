import { typeNameOf } from '../../bson/value-type.js';
import { isNumeric } from '../../bson/numbers.js';
import { MongoError } from '../../mongo-error.js';

/** @throws MongoError of that code for anything but a string */
export function requireText(operator: string, value: unknown, code: number): string {
  if (typeof value !== 'string')
    throw new MongoError({ code }, `${operator} requires a string argument, found: ${typeNameOf(value)}`);
  return value;
}

/** Numbers and dates as text, null and missing as none. @throws MongoError Location16007 for any other type */
export function asText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (isNumeric(value)) return String(value);
  if (value instanceof Date) return value.toISOString();
  throw new MongoError({ code: 16007 }, `can't convert from BSON type ${typeNameOf(value)} to String`);
}

/** How many code points the text has. */
export function lengthInPoints(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}
