import type { AllStreamResolvedEvent, ResolvedEvent } from '@eventstore/db-client';
import type { EventMetadata } from '../../application/event-metadata.js';
import type { RecordedEvent } from '../../application/recorded-event.js';

/** The event of the client as the application knows it; undefined for a link whose event is gone. */
export function recordedEventOf({
  event,
  commitPosition,
}: ResolvedEvent | AllStreamResolvedEvent): RecordedEvent | undefined {
  if (event === undefined) return undefined;
  return {
    eventId: event.id,
    stream: event.streamId,
    revision: Number(event.revision),
    position: event.position?.commit ?? commitPosition ?? 0n,
    type: event.type,
    data: event.data,
    metadata: (event.metadata ?? {}) as unknown as EventMetadata,
    recordedAt: event.created.toISOString(),
  };
}
