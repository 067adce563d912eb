import { MongoError } from '../../mongo-error.js';
import { localTime } from './calendar.js';
import { MONTHS } from './format.js';
import { offsetMinutes, toInstant, UTC } from './zone.js';
import type { Zone } from './zone.js';

const ISO_8601 =
  /^(?<Y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})(?:(?:T|\s+)(?<H>\d{1,2}):(?<M>\d{2})(?::(?<S>\d{2})(?:[.,](?<L>\d+))?)?\s*(?<z>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?$/i;

const SPECIFIERS: Readonly<Record<string, string>> = {
  Y: String.raw`(?<Y>\d{4})`,
  m: String.raw`(?<m>\d{1,2})`,
  d: String.raw`(?<d>\d{1,2})`,
  H: String.raw`(?<H>\d{1,2})`,
  M: String.raw`(?<M>\d{1,2})`,
  S: String.raw`(?<S>\d{1,2})`,
  L: String.raw`(?<L>\d{1,3})`,
  z: String.raw`(?<z>Z|[+-]\d\d(?::?\d\d)?)`,
  Z: String.raw`(?<Z>[+-]\d+)`,
  b: `(?<b>${MONTHS.map((name) => name.slice(0, 3)).join('|')})`,
  B: `(?<B>${MONTHS.join('|')})`,
  '%': '%',
};

/**
 * Reads a date of ISO 8601 (a blank may stand for its `T`).
 * @param zone of a text that names none
 * @throws MongoError ConversionFailure
 */
export function parseDate(text: string, zone: Zone | undefined): number {
  return instantOf(text, ISO_8601.exec(text.trim()), zone);
}

/** Reads a date of the given format. @throws MongoError ConversionFailure, Location18535, Location18536, CommandNotSupported */
export function parseDateAs(text: string, format: string, zone: Zone | undefined): number {
  const seen = new Set<string>();
  const source = format.replace(/%([^])?|[.*+?^${}()|[\]\\/]/g, (found, specifier: string | undefined) => {
    if (!found.startsWith('%')) return `\\${found}`;
    if (specifier === undefined)
      throw new MongoError({ code: 18535 }, "Unmatched '%' at end of format string");
    if ('GVuj'.includes(specifier))
      throw new MongoError('CommandNotSupported', `%${specifier} is not supported in $dateFromString`);
    if (specifier !== '%' && seen.has(specifier))
      throw new MongoError('CommandNotSupported', `%${specifier} twice is not supported in $dateFromString`);
    seen.add(specifier);
    return (
      SPECIFIERS[specifier] ??
      fail({ code: 18536 }, `Invalid format character '%${specifier}' in format string`)
    );
  });
  return instantOf(text, new RegExp(`^${source}$`, 'i').exec(text), zone);
}

function instantOf(text: string, match: RegExpExecArray | null, zone: Zone | undefined): number {
  const { Y, m, b, B, d, H = '0', M = '0', S = '0', L = '0', z, Z } = match?.groups ?? {};
  const month = b ?? B;
  const monthNumber =
    month === undefined
      ? Number(m)
      : MONTHS.findIndex((name) => name.slice(0, 3).toLowerCase() === month.slice(0, 3).toLowerCase()) + 1;
  const parts = [Number(Y), monthNumber, Number(d), Number(H), Number(M), Number(S)] as const;
  const local = localTime(...parts);
  const read = new Date(local);
  const isReal =
    read.getUTCMonth() + 1 === parts[1] &&
    read.getUTCDate() === parts[2] &&
    read.getUTCHours() === parts[3] &&
    read.getUTCMinutes() === parts[4] &&
    read.getUTCSeconds() === parts[5];
  if (match === null || !isReal) return fail(CONVERSION, `Error parsing date string '${text}'`);
  const milliseconds = Math.floor(Number(`0.${L}`) * 1000);
  const minutes = Z !== undefined ? Number(Z) : z === undefined ? undefined : (offsetMinutes(z) ?? 0);
  if (minutes === undefined) return toInstant(local + milliseconds, zone ?? UTC);
  if (zone !== undefined)
    return fail(
      CONVERSION,
      `you cannot pass in a date/time string with time zone information ('${text}') together with a timezone argument`,
    );
  return local + milliseconds - minutes * 60_000;
}

const CONVERSION = { code: 241, name: 'ConversionFailure' };

function fail(error: { readonly code: number; readonly name?: string }, message: string): never {
  throw new MongoError(error, message);
}
