import type { RecordedEvent } from '../../recorded-event.js';

/** A point in a stream's history: behind the event at a revision, or as of a moment (ISO 8601). */
export type Moment = { readonly revision: number } | { readonly at: string };

/** A text that is a revision or an ISO 8601 date or moment; undefined for one that is neither. */
export function momentOf(text: string): Moment | undefined {
  if (/^\d{1,15}$/.test(text)) return { revision: Number(text) };
  const isDated = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?)?$/.test(text);
  const ms = isDated && isDay(text.slice(0, 10)) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? undefined : { at: new Date(ms).toISOString() };
}

/** A stream as of a moment, in words. */
export function asOf(stream: string, moment: Moment | undefined): string {
  return moment !== undefined && 'at' in moment ? `${stream} as of ${moment.at}` : stream;
}

/** Whether the calendar has a day: the parser takes the 30th of February for the 2nd of March. */
function isDay(date: string): boolean {
  const ms = Date.parse(date);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date);
}

/** Whether an event had happened by then. */
export function isBy({ revision, recordedAt }: RecordedEvent, moment: Moment): boolean {
  return 'revision' in moment ? revision <= moment.revision : recordedAt <= moment.at;
}
