/** Calendar arithmetic on local times: milliseconds, as if they were UTC (see `zone.ts`). */

export const DAY = 86_400_000;

/** A local time, of parts that may lie outside of their range; the month counts from 1. */
export function localTime(
  year: number,
  month = 1,
  day = 1,
  hour = 0,
  minute = 0,
  second = 0,
  millisecond = 0,
): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, millisecond);
  return date.getTime();
}

/** 1 for the first of January. */
export function dayOfYear(local: number): number {
  return Math.floor((local - localTime(new Date(local).getUTCFullYear())) / DAY) + 1;
}

/** Weeks begin on Sundays; the days before the first are week 0. */
export function weekOfYear(local: number): number {
  return Math.floor((dayOfYear(local) - 1 + 7 - new Date(local).getUTCDay()) / 7);
}

/** The week of ISO 8601: from Monday on, of the year its Thursday lies in. */
export function isoWeek(local: number): {
  readonly year: number;
  readonly week: number;
  readonly day: number;
} {
  const day = new Date(local).getUTCDay() || 7;
  const thursday = local + (4 - day) * DAY;
  return {
    year: new Date(thursday).getUTCFullYear(),
    week: Math.floor((dayOfYear(thursday) - 1) / 7) + 1,
    day,
  };
}

/** Midnight of a day named by its ISO week; the week and the day may lie outside of their range. */
export function isoDay(year: number, week: number, day: number): number {
  const inFirstWeek = localTime(year, 1, 4);
  return inFirstWeek + (day - isoWeek(inFirstWeek).day + (week - 1) * 7) * DAY;
}

/** The same day and time some months on, or the last day of a month that has no such day. */
export function addMonths(local: number, months: number): number {
  const date = new Date(local);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1 + months];
  const lastDay = new Date(localTime(year, month + 1, 0)).getUTCDate();
  const midnight = localTime(year, month, Math.min(date.getUTCDate(), lastDay));
  return midnight + (local - Math.floor(local / DAY) * DAY);
}

/** Months since the year 0. */
export function monthNumber(local: number): number {
  const date = new Date(local);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}
