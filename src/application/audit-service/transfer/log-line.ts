import type { EventMetadata } from '../../event-metadata.js';
import type { RecordedEvent } from '../../recorded-event.js';

/** A line that is no event of a log, in one sentence. */
export class InvalidLogLineError extends Error {
  override readonly name = 'InvalidLogLineError';
}

/**
 * The canonical form of an event: one line of JSON, its fields always in this order. It is what an export consists of and
 * what the chain's hashes cover, so it must never change.
 */
export function logLineOf(event: RecordedEvent): string {
  return JSON.stringify({
    position: event.position.toString(),
    stream: event.stream,
    revision: event.revision,
    type: event.type,
    eventId: event.eventId,
    at: event.recordedAt,
    data: event.data ?? null,
    metadata: event.metadata,
  });
}

/** The event that a line stands for. @throws InvalidLogLineError */
export function eventOfLine(line: string): RecordedEvent {
  try {
    const { position, stream, revision, type, eventId, at, data, metadata } = JSON.parse(line);
    const texts = [position, stream, type, eventId, at];
    if (!texts.every((text) => typeof text === 'string') || !Number.isSafeInteger(revision)) {
      throw new TypeError('a field is missing');
    }
    return {
      eventId,
      stream,
      revision,
      position: BigInt(position),
      type,
      data,
      metadata: (metadata ?? {}) as EventMetadata,
      recordedAt: at,
    };
  } catch (error) {
    throw new InvalidLogLineError(`this is no event: ${line.slice(0, 60)}`, { cause: error });
  }
}

const POSITION = /^\{"position":"(\d{1,20})",/;

/** What a line says about its position, without reading it to the end; undefined when it says none. */
export function positionOfLine(line: Buffer): bigint | undefined {
  const [, position] = POSITION.exec(line.toString('latin1', 0, 40)) ?? [];
  return position === undefined ? undefined : BigInt(position);
}

const STREAM_AT = '","stream":"';

/** Whether a line says that its event stands in `stream`, without reading it to the end. */
export function isLineOf(line: Buffer, stream: string): boolean {
  return line.toString('latin1', 0, 60 + stream.length).includes(`${STREAM_AT}${stream}",`);
}
