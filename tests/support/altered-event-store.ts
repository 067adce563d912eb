import type { EventStore } from '../../src/application/event-store.js';
import { ForwardingEventStore } from '../../src/application/forwarding-event-store.js';

/** `store`, but for the calls in `own`. */
export function alteredEventStore(store: EventStore, own: Partial<EventStore>): EventStore {
  return Object.assign(new (class extends ForwardingEventStore {})(store), own);
}
