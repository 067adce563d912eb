import type { RecordedEvent } from '../application/recorded-event.js';

/** The id in a stream's name: what follows `prefix`; undefined for a stream of another kind. */
export function idBehind(prefix: string): (event: RecordedEvent) => string | undefined {
  return ({ stream }) => (stream.startsWith(prefix) ? stream.slice(prefix.length) : undefined);
}

/**
 * The document that a stream's first event should have made.
 * @throws Error when there is none: the stream does not begin as streams of its kind do
 */
export function existing<View>(document: View | undefined, event: RecordedEvent): View {
  if (document === undefined) throw new Error(`${event.type} can't be the first event of ${event.stream}`);
  return document;
}
