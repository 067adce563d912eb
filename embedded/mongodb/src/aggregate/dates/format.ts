import { MongoError } from '../../mongo-error.js';
import { dayOfYear, isoWeek, weekOfYear } from './calendar.js';
import { toLocal } from './zone.js';
import type { Zone } from './zone.js';

export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Writes an instant as `$dateToString` does. @throws MongoError Location18535, Location18536, Location18537 */
export function formatDate(instant: number, zone: Zone, format: string): string {
  const local = toLocal(instant, zone);
  const clock = new Date(local);
  const year = clock.getUTCFullYear();
  if (year < 0 || year > 9999)
    throw new MongoError({ code: 18537 }, `$dateToString is only defined on years 0-9999, got ${year}`);
  return format.replace(/%([^])?/g, (_, specifier: string | undefined) => {
    switch (specifier) {
      case '%':
        return '%';
      case 'Y':
        return padded(year, 4);
      case 'm':
        return padded(clock.getUTCMonth() + 1, 2);
      case 'b':
        return MONTHS[clock.getUTCMonth()]!.slice(0, 3);
      case 'B':
        return MONTHS[clock.getUTCMonth()]!;
      case 'd':
        return padded(clock.getUTCDate(), 2);
      case 'H':
        return padded(clock.getUTCHours(), 2);
      case 'M':
        return padded(clock.getUTCMinutes(), 2);
      case 'S':
        return padded(clock.getUTCSeconds(), 2);
      case 'L':
        return padded(clock.getUTCMilliseconds(), 3);
      case 'j':
        return padded(dayOfYear(local), 3);
      case 'w':
        return String(clock.getUTCDay() + 1);
      case 'u':
        return String(isoWeek(local).day);
      case 'U':
        return padded(weekOfYear(local), 2);
      case 'V':
        return padded(isoWeek(local).week, 2);
      case 'G':
        return padded(isoWeek(local).year, 4);
      case 'z':
        return offset((local - instant) / 60_000);
      case 'Z':
        return String(Math.trunc((local - instant) / 60_000));
      case undefined:
        throw new MongoError({ code: 18535 }, "Unmatched '%' at end of format string");
      default:
        throw new MongoError({ code: 18536 }, `Invalid format character '%${specifier}' in format string`);
    }
  });
}

function padded(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}

function offset(minutes: number): string {
  const amount = Math.abs(Math.trunc(minutes));
  return (minutes < 0 ? '-' : '+') + padded(Math.floor(amount / 60), 2) + padded(amount % 60, 2);
}
