import type { RecordedEvent } from '../application/recorded-event.js';
import type { Message } from '../domain/message.js';

/** A recorded event as one of its aggregate's union. An unknown type falls through a `switch` over it. */
export function typed<Event extends Message>(event: RecordedEvent): Event {
  return event as unknown as Event;
}
