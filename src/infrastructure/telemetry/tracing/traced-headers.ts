import type { Dispatcher } from 'undici';

type Headers = Dispatcher.DispatchOptions['headers'];

/** Everywhere that a span is named: W3C, b3 in one field and b3 in several. */
const FIELDS = new Set(['traceparent', 'b3', 'x-b3-spanid']);

/** The `traceparent` among header fields: a list (name, value, name, value, …) or an object, names in lower case. */
export function traceparentIn(headers: Headers): string | undefined {
  if (!Array.isArray(headers))
    return (headers as Readonly<Record<string, string>> | undefined)?.['traceparent'];
  for (let i = 0; i < headers.length; i += 2) {
    if (headers[i] === 'traceparent') return headers[i + 1] as string;
  }
  return undefined;
}

/** The header fields with the span of `traceparent` in place of the one of `parent`, in the same form. */
export function headersOfSpan(headers: Headers, parent: string | undefined, traceparent: string): Headers {
  if (parent === undefined) return headers;
  const replaced = (name: string, value: string): string =>
    FIELDS.has(name) ? value.replace(spanIdOf(parent), spanIdOf(traceparent)) : value;
  if (Array.isArray(headers)) {
    const fields = headers as readonly string[];
    return fields.map((text, i) => (i % 2 === 0 ? text : replaced(fields[i - 1] as string, text)));
  }
  const fields = Object.entries(headers as Readonly<Record<string, string>>);
  return Object.fromEntries(fields.map(([name, value]) => [name, replaced(name, value)]));
}

function spanIdOf(traceparent: string): string {
  return traceparent.slice(36, 52);
}
