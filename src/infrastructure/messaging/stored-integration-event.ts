import type { EventToAppend } from '../../application/event-store.js';
import type { IntegrationEvent } from '../../application/integration-events/integration-event.js';

/**
 * An integration event as it stands in a stream: under its own id, so that storing it again is storing it once.
 * @param actor who published it, for example `service:order-service`
 */
export function storedIntegrationEvent(event: IntegrationEvent, actor: string): EventToAppend {
  const { eventId, type, data, correlationId, causationId, traceparent } = event;
  return {
    eventId,
    type,
    data,
    metadata: {
      $correlationId: correlationId,
      $causationId: causationId,
      commandId: eventId,
      actor,
      schemaVersion: 1,
      ...(traceparent === undefined ? {} : { traceparent }),
    },
  };
}
