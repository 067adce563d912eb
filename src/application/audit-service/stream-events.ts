import { NotFoundError } from '../../domain/not-found-error.js';
import type { EventMetadata } from '../event-metadata.js';
import type { EventStore } from '../event-store.js';
import type { Page } from '../read-models/page.js';
import type { RecordedEvent } from '../recorded-event.js';
import { withoutSecrets } from './replay/without-secrets.js';

/** An event of a stream as an auditor sees it. */
export interface StreamEvent {
  readonly revision: number;
  /** Decimal digits. */
  readonly position: string;
  readonly eventId: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: EventMetadata;
  /** ISO 8601 UTC. */
  readonly at: string;
}

/** Which events of a stream are asked for. */
export interface StreamEventsRequest {
  /** The first revision to show; by default one end of the stream. */
  readonly from?: number | undefined;
  readonly direction: 'forwards' | 'backwards';
  readonly limit: number;
}

/**
 * A page of a stream's events; the next one begins at the revision that `nextCursor` tells. Secrets are hidden.
 * @throws NotFoundError `stream-not-found`; EventStoreUnavailableError
 */
export async function readEvents(
  eventStore: EventStore,
  stream: string,
  { from, direction, limit }: StreamEventsRequest,
): Promise<Page<StreamEvent>> {
  const events: StreamEvent[] = [];
  const options = { direction, limit: limit + 1, ...(from === undefined ? {} : { from }) };
  for await (const event of eventStore.readStream(stream, options)) {
    events.push(streamEvent(event));
  }
  if (events.length === 0 && !(await exists(eventStore, stream))) throw new NotFoundError('stream', stream);
  const next = events[limit];
  return { items: events.slice(0, limit), nextCursor: next === undefined ? null : String(next.revision) };
}

/** An event as an auditor sees it. */
export function streamEvent(event: RecordedEvent): StreamEvent {
  const { revision, position, eventId, type, data, metadata, recordedAt } = event;
  return {
    revision,
    position: position.toString(),
    eventId,
    type,
    data: withoutSecrets(data),
    metadata,
    at: recordedAt,
  };
}

async function exists(eventStore: EventStore, stream: string): Promise<boolean> {
  for await (const _ of eventStore.readStream(stream, { limit: 1 })) return true;
  return false;
}
