import { randomUUID } from 'node:crypto';
import { LINK_TYPE } from '../events/link.js';
import type { ProposedEvent } from '../events/recorded-event.js';
import type { EventStore, WriteOperation } from '../store/event-store.js';
import type { StoreWriter } from '../store/writer.js';

/** The type of the events that hold how far a group has come. */
export const CHECKPOINT_TYPE = 'SubscriptionCheckpoint';

/** The type of the events that hold which groups there are. */
export const CONFIG_TYPE = '$PersistentConfig';

/** So much of a client's reason for parking a message is kept; an event has room for it whatever the client says. */
const MOST_OF_A_REASON = 64 * 1024;

const EMPTY: Buffer = Buffer.alloc(0);

/** Writes when it is its turn. Resolves when that is durable; rejects when the store cannot write. */
export function submitWrite(store: EventStore, write: (writer: StoreWriter) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    store.submit({ run: write, durable: resolve, failed: reject } satisfies WriteOperation);
  });
}

/** Adds one JSON event to a stream that shows only its last one. */
export function appendLatest(writer: StoreWriter, stream: string, type: string, data: string | Buffer): void {
  const view = writer.view(stream);
  if (!view.hasMetadata) writer.setMetadata(view, Buffer.from('{"$maxCount":2}'));
  writer.append(view, [{ id: newId(), type, isJson: true, metadata: EMPTY, data: Buffer.from(data) }]);
}

/** Hides all that a stream has shown so far. */
export function hideEvents(writer: StoreWriter, stream: string): void {
  const view = writer.view(stream);
  if (view.lastRevision >= 0) truncate(writer, stream, view.lastRevision + 1);
}

/** Hides the events of a stream before a revision. */
export function truncate(writer: StoreWriter, stream: string, before: number): void {
  writer.setMetadata(writer.view(stream), Buffer.from(JSON.stringify({ $tb: before })));
}

/** An event that stands for a parked one. */
export function parkedLink(
  target: string,
  reason: string,
  subscriptionEventNumber: number,
  now: number,
): ProposedEvent {
  const kept = reason.slice(0, MOST_OF_A_REASON);
  const metadata = { added: new Date(now).toISOString(), reason: kept, subscriptionEventNumber };
  return {
    id: newId(),
    type: LINK_TYPE,
    isJson: false,
    metadata: Buffer.from(JSON.stringify(metadata)),
    data: Buffer.from(target),
  };
}

function newId(): Buffer {
  return Buffer.from(randomUUID(), 'latin1');
}
