import { MongoError } from '../../mongo-error.js';
import { typeNameOf } from '../../bson/value-type.js';
import { dateAt } from './operands.js';

/** A time zone. All times are milliseconds; a local time is what a clock there shows, as if it were UTC. */
export interface Zone {
  readonly isUtc: boolean;
  /** How far the clocks are ahead of UTC at an instant. @throws MongoError Overflow for an instant dates cannot have here */
  offsetAt(instant: number): number;
}

const MINUTE = 60_000;

export const UTC: Zone = { isUtc: true, offsetAt: () => 0 };

const known = new Map<string, Zone>();

/** The zone of an offset (`+02:00`) or an Olson name; UTC if left out. @throws MongoError Location40485, Location40517 */
export function zoneOf(value: unknown): Zone {
  if (value === undefined) return UTC;
  if (typeof value !== 'string')
    throw new MongoError({ code: 40517 }, `timezone must evaluate to a string, found ${typeNameOf(value)}`);
  if (value === 'UTC' || value === 'GMT' || value === 'Z') return UTC;
  let zone = known.get(value);
  if (zone === undefined) {
    const minutes = offsetMinutes(value);
    zone =
      minutes === undefined ? namedZone(value) : { isUtc: minutes === 0, offsetAt: () => minutes * MINUTE };
    known.set(value, zone);
  }
  return zone;
}

/** The minutes of `+hh`, `+hhmm` or `+hh:mm`; `undefined` for anything else. */
export function offsetMinutes(text: string): number | undefined {
  const match = /^([+-])(\d\d)(?::?(\d\d))?$/.exec(text);
  if (match === null) return undefined;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return match[1] === '-' ? -minutes : minutes;
}

function namedZone(name: string): Zone {
  let format: Intl.DateTimeFormat;
  try {
    if (!/^[A-Za-z]/.test(name)) throw new RangeError('not a name');
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    throw new MongoError({ code: 40485 }, `unrecognized time zone identifier: "${name}"`);
  }
  return {
    isUtc: false,
    offsetAt: (instant) => {
      const parts = new Map(
        format.formatToParts(dateAt(instant)).map(({ type, value }) => [type, Number(value)]),
      );
      const local = new Date(0);
      local.setUTCFullYear(parts.get('year')!, parts.get('month')! - 1, parts.get('day'));
      local.setUTCHours(parts.get('hour')!, parts.get('minute'), parts.get('second'));
      return local.getTime() - Math.floor(instant / 1000) * 1000;
    },
  };
}

/** What the clocks show. */
export function toLocal(instant: number, zone: Zone): number {
  return instant + zone.offsetAt(instant);
}

/**
 * When the clocks show it. Of two such times, and of the two sides of a gap, it is the earlier west of Greenwich, the later east of it.
 * @throws MongoError Overflow
 */
export function toInstant(local: number, zone: Zone): number {
  return local - zone.offsetAt(local - zone.offsetAt(local));
}
