import { v4 as uuid } from 'uuid';
import type { EventToAppend } from '../../src/application/event-store.js';
import { metadataOf } from './metadata-of.js';

/** An event to append, with ids of its own, as a command of the tests would write it. */
export function someEvent(type = 'SomethingHappened', data: unknown = {}): EventToAppend {
  return { eventId: uuid(), type, data, metadata: metadataOf(uuid()) };
}
