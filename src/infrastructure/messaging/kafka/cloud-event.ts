import type { IntegrationEvent } from '../../../application/integration-events/integration-event.js';

/** The content type of a CloudEvent in structured mode. */
const CLOUD_EVENT = 'application/cloudevents+json';

/** What is sent for one integration event. */
export interface OutgoingMessage {
  /** Decides the partition: all events of one order are in one, in order. */
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The event as a CloudEvent 1.0 in structured mode, the same whenever it is published again. Beside the attributes of the
 * specification it has `traceparent` of the distributed tracing extension, `correlationid` and `causationid`.
 * @param source who publishes, for example `/services/order-service`
 */
export function cloudEventOf(event: IntegrationEvent, source: string): OutgoingMessage {
  const { eventId, type, key, correlationId, causationId, traceparent, data } = event;
  const cloudEvent = {
    specversion: '1.0',
    id: eventId,
    source,
    type,
    subject: key,
    datacontenttype: 'application/json',
    correlationid: correlationId,
    causationid: causationId,
    ...(traceparent === undefined ? {} : { traceparent }),
    data,
  };
  return { key, value: JSON.stringify(cloudEvent), headers: { 'content-type': CLOUD_EVENT } };
}
