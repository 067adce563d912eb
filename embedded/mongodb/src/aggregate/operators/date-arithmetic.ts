import { MongoError } from '../../mongo-error.js';
import { addMonths, DAY, localTime, monthNumber } from '../dates/calendar.js';
import {
  dateAt,
  instantOf,
  UNIT_LENGTHS,
  UNIT_MONTHS,
  unitOf,
  weekdayOf,
  wholeNumber,
} from '../dates/operands.js';
import type { Unit } from '../dates/operands.js';
import { toInstant, toLocal, zoneOf } from '../dates/zone.js';
import type { Zone } from '../dates/zone.js';
import type { ExpressionOperator } from '../scope.js';
import { isNil, named } from './operands.js';

/** An operator of named operands that gives null as soon as one of those given is null or missing. */
function ofNamed(
  required: readonly string[],
  optional: readonly string[],
  apply: (values: Readonly<Record<string, unknown>>, name: string) => unknown,
): ExpressionOperator {
  return (operand, compile, name) => {
    const parts = Object.entries(named(operand, compile, name, required, optional));
    return (scope) => {
      const values = Object.fromEntries(parts.map(([part, value]) => [part, value!(scope)]));
      return Object.values(values).some(isNil) ? null : apply(values, name);
    };
  };
}

/** Months, weeks and days go by the clocks of the zone, shorter units by the time that passes. */
function adding(sign: 1 | -1): ExpressionOperator {
  return ofNamed(['startDate', 'unit', 'amount'], ['timezone'], ({ startDate, unit, amount, timezone }) => {
    const start = instantOf(startDate, 5166403);
    const of = unitOf(unit);
    const zone = zoneOf(timezone);
    const count = sign * wholeNumber('amount', amount, 5166405);
    if (of in UNIT_LENGTHS) return dateAt(start + count * UNIT_LENGTHS[of as keyof typeof UNIT_LENGTHS]);
    const local = toLocal(start, zone);
    const moved =
      of in UNIT_MONTHS
        ? addMonths(local, count * UNIT_MONTHS[of as keyof typeof UNIT_MONTHS])
        : local + count * (of === 'week' ? 7 : 1) * DAY;
    return dateAt(moved === local ? start : toInstant(moved, zone));
  });
}

/** How many borders of the unit lie between the two. */
const difference = ofNamed(
  ['startDate', 'endDate', 'unit'],
  ['timezone', 'startOfWeek'],
  ({ startDate, endDate, unit, timezone, startOfWeek }) => {
    const zone = zoneOf(timezone);
    const [start, end] = [instantOf(startDate, 5166307), instantOf(endDate, 5166307)];
    const of = unitOf(unit);
    const numberIn = unitCounter(of, zone, start, weekdayOf(of === 'week' ? startOfWeek : undefined));
    return BigInt(numberIn(end) - numberIn(start));
  },
);

/** Numbers the units of time one after another. */
function unitCounter(unit: Unit, zone: Zone, start: number, weekday: number): (instant: number) => number {
  if (unit in UNIT_MONTHS) {
    const months = UNIT_MONTHS[unit as keyof typeof UNIT_MONTHS];
    return (instant) => Math.floor(monthNumber(toLocal(instant, zone)) / months);
  }
  if (unit === 'day') return (instant) => Math.floor(toLocal(instant, zone) / DAY);
  // The first of January 1970 was a Thursday.
  if (unit === 'week')
    return (instant) => Math.floor((Math.floor(toLocal(instant, zone) / DAY) + 4 - weekday) / 7);
  const length = UNIT_LENGTHS[unit as keyof typeof UNIT_LENGTHS];
  const offset = zone.offsetAt(start);
  return (instant) => Math.floor((instant + offset) / length);
}

/** Bins are counted from the beginning of the year 2000, those of weeks from the first week that begins in it. */
const truncation = ofNamed(
  ['date', 'unit'],
  ['binSize', 'timezone', 'startOfWeek'],
  ({ date, unit, binSize = 1, timezone, startOfWeek }) => {
    const instant = instantOf(date, 5439012);
    const of = unitOf(unit);
    const zone = zoneOf(timezone);
    const size = wholeNumber('binSize', binSize, 5439017);
    if (size <= 0) throw new MongoError({ code: 5439018 }, '$dateTrunc requires a positive binSize');
    if (of in UNIT_LENGTHS) {
      const origin = toInstant(localTime(2000), zone);
      return dateAt(origin + floorTo(instant - origin, size * UNIT_LENGTHS[of as keyof typeof UNIT_LENGTHS]));
    }
    const local = toLocal(instant, zone);
    if (of in UNIT_MONTHS) {
      const months = size * UNIT_MONTHS[of as keyof typeof UNIT_MONTHS];
      const month = floorTo(monthNumber(local) - 2000 * 12, months);
      return dateAt(toInstant(localTime(2000, month + 1), zone));
    }
    // The first of January 2000 was a Saturday.
    const origin = localTime(2000) + (of === 'week' ? ((weekdayOf(startOfWeek) + 1) % 7) * DAY : 0);
    return dateAt(toInstant(origin + floorTo(local - origin, size * (of === 'week' ? 7 : 1) * DAY), zone));
  },
);

function floorTo(value: number, step: number): number {
  return Math.floor(value / step) * step;
}

/** The operators that move dates, compare them and round them down. */
export const dateArithmeticOperators: Readonly<Record<string, ExpressionOperator>> = {
  $dateAdd: adding(1),
  $dateSubtract: adding(-1),
  $dateDiff: difference,
  $dateTrunc: truncation,
};
