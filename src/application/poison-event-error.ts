import type { RecordedEvent } from './recorded-event.js';

/** One event can't be handled, however often it is tried. */
export class PoisonEventError extends Error {
  override readonly name = 'PoisonEventError';

  constructor(
    readonly event: RecordedEvent,
    cause: unknown,
  ) {
    super(
      `${event.type} ${event.stream}@${event.revision}: ${cause instanceof Error ? cause.message : String(cause)}`,
      {
        cause,
      },
    );
  }
}
