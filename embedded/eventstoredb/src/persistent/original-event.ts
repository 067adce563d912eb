import { ID_LENGTH, ID_OFFSET, type StoredEvent, decodeRecordedEvent } from '../events/recorded-event.js';
import type { EventStore } from '../store/event-store.js';
import { encodeProjectedEvent } from '../streams/projected-event.js';
import type { Place } from './message.js';

/** The event at a place before links are resolved. */
export function originalEvent(store: EventStore, { event, stream, revision }: Place): StoredEvent {
  const stored = storedEvent(store, event);
  if (!stream || stream.kind === 'written') return stored;
  const link = encodeProjectedEvent(store.index, stream, revision, stored);
  return decodeRecordedEvent(link, 0, link.length);
}

/** The id of the event at a place. */
export function originalId(store: EventStore, place: Place): string {
  if (place.stream && place.stream.kind !== 'written') {
    return originalEvent(store, place).id.toString('latin1');
  }
  const { buffer, start } = store.log.read(store.index.events.position[place.event]!);
  return buffer.toString('latin1', start + ID_OFFSET, start + ID_OFFSET + ID_LENGTH);
}

/** The event with a number in the log. */
export function storedEvent(store: EventStore, event: number): StoredEvent {
  const { buffer, start, end } = store.log.read(store.index.events.position[event]!);
  return decodeRecordedEvent(buffer, start, end);
}
