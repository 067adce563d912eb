import type { Clock } from '../clock.js';
import type { EventStore } from '../event-store.js';
import type { Randomness } from '../randomness.js';

/** Streams of looks, one for each day (UTC). */
export const LOOK_STREAMS = 'audit-looks-';

/** Somebody looks into the log. */
export interface Look {
  /** A customer id or `service:<name>`. */
  readonly actor: string;
  /** For example `state`, `export`. */
  readonly what: string;
  /** What was asked for: streams, filters, moments. */
  readonly of: Readonly<Record<string, string | number>>;
  readonly correlationId: string;
  readonly traceparent?: string;
}

/** Notes who looks at what, in the log itself. */
export class Looks {
  constructor(
    private readonly parts: {
      readonly eventStore: EventStore;
      readonly clock: Clock;
      readonly randomness: Randomness;
    },
  ) {}

  /**
   * Resolves once the look is recorded. To be called before anything is shown: what can't be recorded is not shown.
   * @throws EventStoreUnavailableError
   */
  async record({ actor, what, of, correlationId, traceparent }: Look): Promise<void> {
    const { eventStore, clock, randomness } = this.parts;
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
    const event = { eventId, type: 'AuditLooked', data: { what, of }, metadata };
    await eventStore.append(`${LOOK_STREAMS}${day}`, 'any', [event]);
  }
}
