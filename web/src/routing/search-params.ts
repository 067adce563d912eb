import * as v from 'valibot';

// Parameters of a page's URL. All of them may be missing, and count as missing when they make no sense: a mistyped link
// still leads to the page.

const text = v.pipe(v.string(), v.trim(), v.nonEmpty());

/** Any text. */
export const textParam = () => v.fallback(v.optional(text), undefined);

/** One of a few words. */
export const choiceParam = <const Choices extends readonly string[]>(choices: Choices) =>
  v.fallback(v.optional(v.picklist(choices)), undefined);

/** A whole number, `from` at least. */
export const wholeParam = (from = 0) =>
  v.fallback(
    v.optional(
      v.pipe(
        v.union([v.number(), v.pipe(text, v.regex(/^-?\d+$/), v.transform(Number))]),
        v.integer(),
        v.minValue(from),
      ),
    ),
    undefined,
  );

const MOMENT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/;

/** A moment as the API takes it: ISO 8601, a date, or date and time with their zone. */
export const momentParam = () =>
  v.fallback(v.optional(v.pipe(text, v.regex(MOMENT), v.check(isMoment))), undefined);

/** A revision of a stream or a moment, as a text. */
export const revisionOrMomentParam = () =>
  v.fallback(
    v.optional(
      v.pipe(
        v.union([v.pipe(v.number(), v.transform(String)), text]),
        v.check((value) => /^\d{1,15}$/.test(value) || (MOMENT.test(value) && isMoment(value))),
      ),
    ),
    undefined,
  );

/** A position in the event store: decimal digits, more than a number can hold. */
export const positionParam = () =>
  v.fallback(
    v.optional(v.pipe(v.union([v.pipe(v.number(), v.transform(String)), text]), v.regex(/^\d{1,19}$/))),
    undefined,
  );

/** `true`, or missing. */
export const flagParam = () =>
  v.fallback(
    v.optional(
      v.pipe(
        v.union([v.literal(true), v.literal('true')]),
        v.transform(() => true as const),
      ),
    ),
    undefined,
  );

function isMoment(value: string): boolean {
  return !Number.isNaN(Date.parse(value));
}

/** Reads the query of a URL: texts only, what they mean is up to each page's schema. */
export function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

/** The query of a URL, with its question mark; what is undefined, false or empty is left out. */
export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(search).filter(
    ([, value]) => value !== undefined && value !== false && value !== '',
  );
  if (given.length === 0) return '';
  return `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}
