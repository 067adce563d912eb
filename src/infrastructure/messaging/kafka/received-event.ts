import { v5, validate } from 'uuid';
import type { IntegrationEvent } from '../../../application/integration-events/integration-event.js';
import { ID_PATTERN } from '../../http/validation/rules.js';
import { MalformedMessageError } from './malformed-message-error.js';
import { type CloudEvent, type IncomingMessage, readCloudEvent } from './read-cloud-event.js';

/** An integration event with who published it, as events in the store name their actors. */
export interface ReceivedEvent {
  readonly event: IntegrationEvent;
  readonly actor: string;
}

/** Ids of CloudEvents are unique within their source only, and need not be UUIDs. */
const FOREIGN_IDS = '7b0ba2b2-2c2f-4c5e-9a57-6b3a2a0f6b1d';

/** Less than an event store takes in one append. */
const MOST_BYTES = 1_000_000;

/**
 * The integration event in a message; undefined when it is of no type that is wanted: other teams may publish there, too.
 * @throws MalformedMessageError when it is no CloudEvent, or a wanted one that can't be what its type says
 */
export function receivedEvent(
  message: IncomingMessage,
  wanted: ReadonlySet<string>,
): ReceivedEvent | undefined {
  const cloudEvent = readCloudEvent(message);
  const { id, source, type, attributes } = cloudEvent;
  if (!wanted.has(type)) return undefined;
  const { subject, traceparent } = attributes;
  if (typeof subject !== 'string' || !ID_PATTERN.test(subject)) {
    throw new MalformedMessageError(`the subject of ${type} is not an order id`);
  }
  if (message.value !== undefined && message.value.length > MOST_BYTES) {
    throw new MalformedMessageError(`it has more than ${MOST_BYTES} bytes`);
  }
  const eventId = validate(id) ? id.toLowerCase() : v5(`${source} ${id}`, FOREIGN_IDS);
  const event = {
    eventId,
    type,
    key: subject,
    data: dataOf(cloudEvent),
    correlationId: shortText(attributes['correlationid']) ?? eventId,
    causationId: shortText(attributes['causationid']) ?? eventId,
    ...(isTraceparent(traceparent) ? { traceparent } : {}),
  };
  return { event, actor: actorOf(source) };
}

function dataOf({ type, attributes, data }: CloudEvent): object {
  const { datacontenttype = 'application/json' } = attributes;
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(String(datacontenttype))) {
    throw new MalformedMessageError(`the data of ${type} is ${String(datacontenttype)}`);
  }
  const value = data();
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new MalformedMessageError(`the data of ${type} is no JSON object`);
}

function actorOf(source: string): string {
  const service = /^\/services\/([\w-]+)$/.exec(source)?.[1];
  return service === undefined ? source.slice(0, 255) : `service:${service}`;
}

function shortText(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\x21-\x7e]{1,255}$/.test(value) ? value : undefined;
}

function isTraceparent(value: unknown): value is string {
  return typeof value === 'string' && /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/.test(value);
}
