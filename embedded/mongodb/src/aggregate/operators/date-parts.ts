import { fieldNames, isDocument } from '../../bson/document.js';
import type { Document } from '../../bson/document.js';
import { MongoError } from '../../mongo-error.js';
import { dayOfYear, isoDay, isoWeek, localTime, weekOfYear } from '../dates/calendar.js';
import { dateAt, instantOf, wholeNumber } from '../dates/operands.js';
import { toInstant, toLocal, zoneOf } from '../dates/zone.js';
import type { CompileExpression, Expression, ExpressionOperator, Scope } from '../scope.js';
import { isNil, named } from './operands.js';

/** An operator of a date, or of `{ date, timezone }`. */
function part(partOf: (local: number) => unknown): ExpressionOperator {
  return (operand, compile, name) => {
    const { date, timezone } = dateOperand(operand, compile, name);
    return (scope) => {
      const value = date(scope);
      const zone = timezone?.(scope);
      if (isNil(value) || (timezone !== undefined && isNil(zone))) return null;
      return partOf(toLocal(instantOf(value), zoneOf(zone)));
    };
  };
}

function dateOperand(
  operand: unknown,
  compile: CompileExpression,
  name: string,
): { readonly date: Expression; readonly timezone: Expression | undefined } {
  if (Array.isArray(operand)) {
    if (operand.length !== 1)
      throw new MongoError({ code: 40536 }, `${name} accepts exactly one argument if given an array`);
    return { date: compile(operand[0]), timezone: undefined };
  }
  if (!isDocument(operand) || fieldNames(operand)[0]?.startsWith('$') === true)
    return { date: compile(operand), timezone: undefined };
  const { date, timezone } = named(operand, compile, name, ['date'], ['timezone']);
  return { date: date!, timezone };
}

const toParts: ExpressionOperator = (operand, compile, name) => {
  const { date, timezone, iso8601 } = named(operand, compile, name, ['date'], ['timezone', 'iso8601']);
  return (scope) => {
    const value = date!(scope);
    const zone = timezone?.(scope);
    const iso = iso8601?.(scope);
    if (isNil(value) || (timezone !== undefined && isNil(zone)) || (iso8601 !== undefined && isNil(iso)))
      return null;
    if (iso !== undefined && typeof iso !== 'boolean')
      throw new MongoError({ code: 40521 }, 'iso8601 must evaluate to a bool');
    const local = toLocal(instantOf(value), zoneOf(zone));
    const clock = new Date(local);
    const week = isoWeek(local);
    return {
      ...(iso === true
        ? { isoWeekYear: week.year, isoWeek: week.week, isoDayOfWeek: week.day }
        : { year: clock.getUTCFullYear(), month: clock.getUTCMonth() + 1, day: clock.getUTCDate() }),
      hour: clock.getUTCHours(),
      minute: clock.getUTCMinutes(),
      second: clock.getUTCSeconds(),
      millisecond: clock.getUTCMilliseconds(),
    };
  };
};

const CALENDAR = ['year', 'month', 'day'] as const;
const ISO = ['isoWeekYear', 'isoWeek', 'isoDayOfWeek'] as const;
const CLOCK = ['hour', 'minute', 'second', 'millisecond'] as const;

const fromParts: ExpressionOperator = (operand, compile, name) => {
  const parts = named(operand, compile, name, [], [...CALENDAR, ...ISO, ...CLOCK, 'timezone']);
  const iso = parts.isoWeekYear !== undefined;
  if (!iso && parts.year === undefined)
    throw new MongoError({ code: 40516 }, `${name} requires either 'year' or 'isoWeekYear' to be present`);
  if ((iso ? CALENDAR : ISO).some((part) => parts[part] !== undefined))
    throw new MongoError({ code: 40489 }, `${name} does not allow mixing natural dates with ISO dates`);
  return (scope) => {
    const values = valuesOf(parts as Record<string, Expression>, scope);
    if (Object.values(values).some(isNil)) return null;
    const zone = zoneOf(values['timezone']);
    const number = (part: string, otherwise: number): number =>
      part in values ? inRange(part, wholeNumber(part, values[part], 40515)) : otherwise;
    const midnight = iso
      ? isoDay(number('isoWeekYear', 0), number('isoWeek', 1), number('isoDayOfWeek', 1))
      : localTime(number('year', 0), number('month', 1), number('day', 1));
    const clock = localTime(
      1970,
      1,
      1,
      number('hour', 0),
      number('minute', 0),
      number('second', 0),
      number('millisecond', 0),
    );
    return dateAt(toInstant(midnight + clock, zone));
  };
};

function valuesOf(parts: Readonly<Record<string, Expression>>, scope: Scope): Document {
  return Object.fromEntries(Object.entries(parts).map(([part, value]) => [part, value(scope)]));
}

function inRange(part: string, value: number): number {
  const isYear = part === 'year' || part === 'isoWeekYear';
  const [least, most, code] = isYear ? [1, 9999, part === 'year' ? 40523 : 31095] : [-32_768, 32_767, 31034];
  if (value < least || value > most)
    throw new MongoError({ code }, `'${part}' must evaluate to an integer in the range ${least} to ${most}`);
  return value;
}

/** The operators that take dates apart and put them together. */
export const datePartOperators: Readonly<Record<string, ExpressionOperator>> = {
  $year: part((local) => new Date(local).getUTCFullYear()),
  $month: part((local) => new Date(local).getUTCMonth() + 1),
  $dayOfMonth: part((local) => new Date(local).getUTCDate()),
  $dayOfWeek: part((local) => new Date(local).getUTCDay() + 1),
  $dayOfYear: part(dayOfYear),
  $hour: part((local) => new Date(local).getUTCHours()),
  $minute: part((local) => new Date(local).getUTCMinutes()),
  $second: part((local) => new Date(local).getUTCSeconds()),
  $millisecond: part((local) => new Date(local).getUTCMilliseconds()),
  $week: part(weekOfYear),
  $isoWeek: part((local) => isoWeek(local).week),
  $isoWeekYear: part((local) => BigInt(isoWeek(local).year)),
  $isoDayOfWeek: part((local) => isoWeek(local).day),
  $dateToParts: toParts,
  $dateFromParts: fromParts,
};
