import { LINK_TYPE, parseLink } from '../events/link.js';
import { correlationOf } from '../events/stream-metadata.js';
import type { EventStore } from '../store/event-store.js';
import type { PinKeys } from './consumer-strategy.js';
import { originalEvent, storedEvent } from './original-event.js';
import type { Place } from './message.js';
import type { StoredEvent } from '../events/recorded-event.js';

/** What pinned strategies go by: the stream that an event is from, or its `$correlationId`; of a link, its target's. */
export function pinKeys(store: EventStore): PinKeys {
  const streamOf = (place: Place): string => {
    const event = originalEvent(store, place);
    const link = event.type === LINK_TYPE ? parseLink(event.data) : undefined;
    return link?.stream ?? event.stream;
  };
  return {
    stream: ({ place }) => streamOf(place),
    correlation: ({ place }) => correlationOf(targetOf(store, place).metadata) ?? streamOf(place),
  };
}

function targetOf(store: EventStore, place: Place): StoredEvent {
  const event = storedEvent(store, place.event);
  const link = event.type === LINK_TYPE ? parseLink(event.data) : undefined;
  const target = link && store.view(link.stream).entry?.events[link.revision];
  return target === undefined ? event : storedEvent(store, target);
}
