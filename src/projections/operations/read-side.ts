import type { Clock } from '../../application/clock.js';
import type { EventStore } from '../../application/event-store.js';
import type { ServiceStores } from '../../application/service-stores.js';
import type { Projection } from '../projection.js';
import type { Upcast } from '../runtime/fold-event.js';

/** The read side of one service as an operator works on it, within the service or from outside. */
export interface ReadSide {
  readonly stores: ServiceStores;
  readonly eventStore: EventStore;
  readonly clock: Clock;
  /** Those of the service. */
  readonly projections: readonly Projection[];
  readonly upcast?: Upcast | undefined;
}
