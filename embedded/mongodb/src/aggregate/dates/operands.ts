import { ObjectId, Timestamp } from 'bson';
import { typeNameOf } from '../../bson/value-type.js';
import { integerOf } from '../../bson/numbers.js';
import { MongoError } from '../../mongo-error.js';

/** The instant of a date, a timestamp or an ObjectId. @throws MongoError Location16006 or `code` */
export function instantOf(value: unknown, code = 16006): number {
  if (value instanceof Date) return value.getTime();
  if (value instanceof Timestamp) return value.t * 1000;
  if (value instanceof ObjectId) return value.getTimestamp().getTime();
  throw new MongoError({ code }, `can't convert from BSON type ${typeNameOf(value)} to Date`);
}

const UNITS = ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second', 'millisecond'] as const;

export type Unit = (typeof UNITS)[number];

/** The length of the units that always have the same. */
export const UNIT_LENGTHS = { hour: 3_600_000, minute: 60_000, second: 1000, millisecond: 1 } as const;

/** The months of the units that are made of months. */
export const UNIT_MONTHS = { year: 12, quarter: 3, month: 1 } as const;

/** @throws MongoError FailedToParse */
export function unitOf(value: unknown): Unit {
  if (typeof value === 'string' && UNITS.includes(value as Unit)) return value as Unit;
  throw new MongoError('FailedToParse', `unknown time unit value: ${String(value)}`);
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** 0 for Sunday, which is what weeks begin with if nothing is said. @throws MongoError FailedToParse */
export function weekdayOf(value: unknown): number {
  if (value === undefined) return 0;
  const wanted = String(value).toLowerCase();
  const day = WEEKDAYS.findIndex((name) => name === wanted || name.slice(0, 3) === wanted);
  if (day < 0) throw new MongoError('FailedToParse', `unknown day of week value: ${String(value)}`);
  return day;
}

/** @throws MongoError with `code` */
export function wholeNumber(name: string, value: unknown, code: number): number {
  const integer = integerOf(value);
  if (integer === undefined) throw new MongoError({ code }, `'${name}' must evaluate to a whole number`);
  return integer;
}

/** @throws MongoError Overflow for an instant dates cannot have here */
export function dateAt(instant: number): Date {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) throw new MongoError('Overflow', 'the date is out of range');
  return date;
}
