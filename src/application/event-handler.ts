import type { EventFilter } from './event-filter.js';
import type { RecordedEvent } from './recorded-event.js';

/**
 * Something that follows the event store: a projection, a process manager, a publisher. The `EventProcessor` owns its
 * subscription, lanes, batches, checkpoint, lease, retries and dead letters; a handler only handles.
 */
export interface EventHandler {
  /** Unique within its service and stable: its checkpoint, lease and dead letters are kept under it. */
  readonly name: string;
  readonly filter: EventFilter;
  /** Events with the same key are handled strictly in order; others side by side. */
  laneKey(event: RecordedEvent): string;
  /**
   * Handles a batch, in order, all of one lane (possibly of several keys). Resolves once every effect is durable.
   * At least once: must change nothing when it has handled an event before.
   * @throws PoisonEventError when one event can't be handled however often it is tried: its key is parked
   * @throws TransientError (or anything else) when the batch is to be tried again
   */
  handle(events: readonly RecordedEvent[]): Promise<void>;
  /**
   * An operator has given up on a poisonous event and lets those behind it through: notes, where that matters, that it
   * is passed over. May be repeated, like `handle`. @throws TransientError
   */
  skip?(event: RecordedEvent): Promise<void>;
}
