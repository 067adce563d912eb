import type { Clock } from '../../application/clock.js';
import type { EventStore } from '../../application/event-store.js';
import type { Randomness } from '../../application/randomness.js';
import type { Tracer } from '../../application/tracer.js';

/** What every `CommandHandler` and every `ProcessRuntime` of a service is made with, beside what is its own. */
export interface CommandParts {
  readonly eventStore: EventStore;
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** Undefined when no traces are wanted. */
  readonly tracer: Tracer | undefined;
}
