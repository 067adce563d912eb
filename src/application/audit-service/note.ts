import type { Clock } from '../clock.js';
import type { EventStore } from '../event-store.js';
import type { Randomness } from '../randomness.js';

/** What is noted in the log about somebody: what they looked at, or what they did. */
export interface Note {
  /** A customer id, `service:<name>` or `operator:<user>`. */
  readonly actor: string;
  /** For example `state`, `export`, `rebuild-projection`. */
  readonly what: string;
  /** What was asked for: streams, filters, moments, names. */
  readonly of: Readonly<Record<string, string | number>>;
  readonly correlationId: string;
  readonly traceparent?: string;
}

/** What notes are written with. */
export interface NoteParts {
  readonly eventStore: EventStore;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

/** Writes a note to today's stream (UTC) of its kind; resolves once it is durable. @throws EventStoreUnavailableError */
export async function writeNote(
  { eventStore, clock, randomness }: NoteParts,
  { streams, type }: { readonly streams: string; readonly type: string },
  { actor, what, of, correlationId, traceparent }: Note,
): Promise<void> {
  const eventId = randomness.uuid();
  const day = clock.now().toISOString().slice(0, 10);
  const metadata = {
    $correlationId: correlationId,
    $causationId: correlationId,
    commandId: eventId,
    actor,
    schemaVersion: 1,
    ...(traceparent === undefined ? {} : { traceparent }),
  };
  await eventStore.append(`${streams}${day}`, 'any', [{ eventId, type, data: { what, of }, metadata }]);
}
