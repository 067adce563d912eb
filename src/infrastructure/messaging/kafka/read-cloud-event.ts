import { MalformedMessageError } from './malformed-message-error.js';

/** A message as it comes from a topic. */
export interface IncomingMessage {
  readonly key: Buffer | undefined;
  readonly value: Buffer | undefined;
  readonly headers: ReadonlyMap<Buffer, Buffer>;
}

/** A CloudEvent whose data nobody has looked at. */
export interface CloudEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  /** Every other attribute as it was sent. */
  readonly attributes: Readonly<Record<string, unknown>>;
  /** @throws MalformedMessageError when it is not JSON */
  data(): unknown;
}

/**
 * Reads a CloudEvent in structured or in binary mode, as the Kafka protocol binding has them.
 * @throws MalformedMessageError
 */
export function readCloudEvent({ value, headers }: IncomingMessage): CloudEvent {
  if (value === undefined || value.length === 0) throw new MalformedMessageError('it is empty');
  const texts = new Map(Array.from(headers, ([name, text]) => [String(name).toLowerCase(), String(text)]));
  const contentType = texts.get('content-type') ?? '';
  const isBinary = texts.has('ce_specversion') && !contentType.startsWith('application/cloudevents');
  return isBinary ? binary(value, texts, contentType) : structured(value);
}

function structured(value: Buffer): CloudEvent {
  const parsed = json(value);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new MalformedMessageError('it is no CloudEvent');
  }
  const { data, ...attributes } = parsed as Record<string, unknown>;
  return cloudEvent(attributes, () => data);
}

function binary(value: Buffer, headers: ReadonlyMap<string, string>, contentType: string): CloudEvent {
  const attributes = Object.fromEntries(
    Array.from(headers).flatMap(([name, text]) => (name.startsWith('ce_') ? [[name.slice(3), text]] : [])),
  );
  return cloudEvent({ ...attributes, datacontenttype: contentType }, () => json(value));
}

function cloudEvent(attributes: Record<string, unknown>, data: () => unknown): CloudEvent {
  const { specversion, id, source, type } = attributes;
  if (specversion !== '1.0') throw new MalformedMessageError('it is no CloudEvent of version 1.0');
  if (!isText(id) || !isText(source) || !isText(type)) {
    throw new MalformedMessageError('the CloudEvent has no id, no source or no type');
  }
  return { id, source, type, attributes, data };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function json(value: Buffer): unknown {
  try {
    return JSON.parse(value.toString());
  } catch {
    throw new MalformedMessageError('it is not JSON');
  }
}
