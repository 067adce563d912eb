import type { Clock } from '../clock.js';
import type { EventHandler } from '../event-handler.js';
import type { EventStore } from '../event-store.js';
import type { EventProcessorSettings } from './event-processor-settings.js';
import type { ProcessorObserver } from './processor-notice.js';
import type { ProcessorStores } from './processor-stores.js';

/** All that an `EventProcessor` works with. */
export interface EventProcessorParts extends ProcessorStores {
  readonly handler: EventHandler;
  readonly eventStore: EventStore;
  readonly clock: Clock;
  /** Stable name of this instance (`order-service-1`): a restarted process takes its own leases back at once. */
  readonly owner: string;
  readonly observer?: ProcessorObserver | undefined;
  readonly settings?: Partial<EventProcessorSettings> | undefined;
}
