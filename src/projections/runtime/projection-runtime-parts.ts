import type { Clock } from '../../application/clock.js';
import type { EventProcessorSettings } from '../../application/event-processor/event-processor-settings.js';
import type { ProcessorObserver } from '../../application/event-processor/processor-notice.js';
import type { EventStore } from '../../application/event-store.js';
import type { ServiceStores } from '../../application/service-stores.js';
import type { Upcast } from './fold-event.js';

/** All that the projections of one service work with. */
export interface ProjectionRuntimeParts extends ServiceStores {
  readonly eventStore: EventStore;
  /** What projections that are in no hurry follow, as one. Default: the event store itself. */
  readonly unhurriedFeed?: EventStore | undefined;
  readonly clock: Clock;
  /** Stable name of this instance, see `EventProcessorParts`. */
  readonly owner: string;
  readonly upcast?: Upcast | undefined;
  readonly observer?: ProcessorObserver | undefined;
  readonly settings?: Partial<EventProcessorSettings> | undefined;
  /** How often the registry is looked at, in ms. Default 1,000; while something is being filled eight times as often. */
  readonly registryPollMs?: number | undefined;
  /** How long the documents of a generation outlive its replacement, in ms. Default 60,000. */
  readonly graceMs?: number | undefined;
}
