import { LINK_TYPE, STREAM_REFERENCE_TYPE } from '../events/link.js';
import {
  encodeRecordedEvent,
  recordedEventBound,
  type ProposedEvent,
  type StoredEvent,
} from '../events/recorded-event.js';
import { correlationOf } from '../events/stream-metadata.js';
import { SOFT_DELETE_FLAG } from '../index/event-table.js';
import type { StoreIndex } from '../index/store-index.js';
import type { StreamEntry, StreamKind } from '../index/stream-entry.js';

const TOMBSTONE_REVISION = '9223372036854775807';
const EMPTY: Buffer = Buffer.alloc(0);

/** Makes the ids of the links in different projected streams to one event differ. */
const ID_MARK: Readonly<Record<Exclude<StreamKind, 'written'>, number>> = {
  category: 0x1,
  'event-type': 0x2,
  correlation: 0x3,
  'category-streams': 0x4,
  streams: 0x5,
};

/** Whether the entries of a projected stream are links to events (and not references to streams). */
export function linksToEvents(projected: StreamEntry): boolean {
  return projected.kind !== 'category-streams';
}

/**
 * The entry of a projected stream at a revision, as the event that EventStoreDB would have written, encoded. It is made when
 * it is read: its position and time are those of the event linked to, its id is derived from that event's id.
 */
export function encodeProjectedEvent(
  index: StoreIndex,
  projected: StreamEntry,
  revision: number,
  target: StoredEvent,
): Buffer {
  const number = projected.events[revision]!;
  const position = index.events.position[number]!;
  const isReference = !linksToEvents(projected);
  const event: ProposedEvent = {
    id: derivedId(target.id, ID_MARK[projected.kind as Exclude<StreamKind, 'written'>]),
    type: isReference ? STREAM_REFERENCE_TYPE : LINK_TYPE,
    isJson: false,
    metadata: isReference ? EMPTY : linkMetadata(index, projected, number, target),
    data: Buffer.from(isReference ? target.stream : `${revisionText(target)}@${target.stream}`),
  };
  const stream = Buffer.from(projected.name);
  const buffer = Buffer.allocUnsafe(recordedEventBound(event, stream));
  const end = encodeRecordedEvent(buffer, 0, event, { stream, revision, position, created: target.created });
  return buffer.subarray(0, end);
}

function revisionText(target: StoredEvent): string {
  return target.revision === 'tombstone' ? TOMBSTONE_REVISION : String(target.revision);
}

/** The keys that EventStoreDB 23.10 puts into the metadata of links. */
function linkMetadata(
  index: StoreIndex,
  projected: StreamEntry,
  number: number,
  target: StoredEvent,
): Buffer {
  const position = index.events.position[number]!;
  const correlation = correlationOf(target.metadata);
  const isDeletion =
    target.revision === 'tombstone' || (index.events.typeAndFlags(number) & SOFT_DELETE_FLAG) !== 0;
  return Buffer.from(
    JSON.stringify({
      $v: '1:-1:1:4',
      $c: position,
      $p: position,
      ...(projected.kind === 'category' && { $o: target.stream }),
      ...(projected.kind === 'category' && isDeletion && { $deleted: -1 }),
      $causedBy: target.id.toString('latin1'),
      ...(correlation !== undefined && { $correlationId: correlation }),
      ...(projected.kind === 'correlation' && { $eventTimestamp: new Date(target.created).toISOString() }),
    }),
  );
}

/** Changes the first digit of an id. */
function derivedId(id: Buffer, mark: number): Buffer {
  const derived = Buffer.from(id);
  const digit = Number.parseInt(String.fromCharCode(id[0]!), 16) ^ mark;
  derived.write(digit.toString(16), 0, 'latin1');
  return derived;
}
