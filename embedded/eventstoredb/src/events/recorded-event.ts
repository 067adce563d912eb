import { ProtoReader } from '../protobuf/reader.js';
import { INT64_MAX, varintLength, writeVarint, writeVarint64 } from '../protobuf/varint.js';

/**
 * Events are stored as the encoded `RecordedEvent` messages of the Streams protocol, so that reading sends stored bytes:
 *
 *     UUID id = 1; StreamIdentifier stream_identifier = 2; uint64 stream_revision = 3;
 *     uint64 prepare_position = 4; uint64 commit_position = 5;
 *     map<string, string> metadata = 6; bytes custom_metadata = 7; bytes data = 8;
 *
 * The fields are in this order and the id is in its text form, which puts it at a fixed offset.
 */

/** How far behind the start of an encoded event the 36 characters of its id are. */
export const ID_OFFSET = 4;
/** The length of an id in its text form. */
export const ID_LENGTH = 36;

export const JSON_CONTENT = 'application/json';
const BINARY_CONTENT = 'application/octet-stream';

/** An event before it has a place in a stream. */
export interface ProposedEvent {
  /** 36 bytes: the id in its text form, lower case. */
  readonly id: Buffer;
  readonly type: string;
  readonly isJson: boolean;
  readonly metadata: Buffer;
  readonly data: Buffer;
}

/** An event's place. `revision` is `'tombstone'` for the last event of a tombstoned stream. */
export interface EventPlace {
  readonly stream: Buffer;
  readonly revision: number | 'tombstone';
  readonly position: number;
  /** Milliseconds since 1970. */
  readonly created: number;
}

/** An upper bound of the bytes that `encodeRecordedEvent` writes. */
export function recordedEventBound(event: ProposedEvent, stream: Buffer): number {
  return 256 + stream.length + event.type.length * 3 + event.metadata.length + event.data.length;
}

/** Encodes an event at `offset`; the target must have room for `recordedEventBound` bytes. Answers the end. */
export function encodeRecordedEvent(
  target: Buffer,
  offset: number,
  event: ProposedEvent,
  place: EventPlace,
): number {
  let at = offset;
  target[at++] = 0x0a;
  target[at++] = ID_LENGTH + 2;
  target[at++] = 0x12;
  target[at++] = ID_LENGTH;
  at += event.id.copy(target, at);
  const { stream } = place;
  target[at++] = 0x12;
  at = writeVarint(target, at, stream.length + 1 + varintLength(stream.length));
  target[at++] = 0x1a;
  at = writeVarint(target, at, stream.length);
  at += stream.copy(target, at);
  target[at++] = 0x18;
  at =
    place.revision === 'tombstone'
      ? writeVarint64(target, at, INT64_MAX)
      : writeVarint(target, at, place.revision);
  target[at++] = 0x20;
  at = writeVarint(target, at, place.position);
  target[at++] = 0x28;
  at = writeVarint(target, at, place.position);
  at += typeEntry(event.type).copy(target, at);
  at += (event.isJson ? JSON_ENTRY : BINARY_ENTRY).copy(target, at);
  at += createdEntry(place.created).copy(target, at);
  if (event.metadata.length > 0) {
    target[at++] = 0x3a;
    at = writeVarint(target, at, event.metadata.length);
    at += event.metadata.copy(target, at);
  }
  if (event.data.length > 0) {
    target[at++] = 0x42;
    at = writeVarint(target, at, event.data.length);
    at += event.data.copy(target, at);
  }
  return at;
}

/** What the server itself needs to know of a stored event. */
export interface StoredEvent {
  readonly id: Buffer;
  readonly stream: string;
  readonly revision: number | 'tombstone';
  readonly type: string;
  readonly isJson: boolean;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly metadata: Buffer;
  readonly data: Buffer;
}

const EMPTY: Buffer = Buffer.alloc(0);

/** Decodes an event that `encodeRecordedEvent` wrote. Byte fields are views. */
export function decodeRecordedEvent(buffer: Buffer, start: number, end: number): StoredEvent {
  const reader = new ProtoReader(buffer, start, end);
  const id = buffer.subarray(start + ID_OFFSET, start + ID_OFFSET + ID_LENGTH);
  let stream = '';
  let revision: StoredEvent['revision'] = 0;
  let type = '';
  let isJson = false;
  let created = 0;
  let metadata = EMPTY;
  let data = EMPTY;
  for (let tag = reader.tag(); tag !== 0; tag = reader.tag()) {
    switch (tag) {
      case 0x12: {
        const identifier = reader.message();
        identifier.tag();
        stream = identifier.string();
        break;
      }
      case 0x18: {
        const value = reader.uint64();
        revision = typeof value === 'number' ? value : 'tombstone';
        break;
      }
      case 0x32: {
        const entry = reader.message();
        entry.tag();
        const key = entry.string();
        entry.tag();
        const value = entry.string();
        if (key === 'type') type = value;
        else if (key === 'content-type') isJson = value === JSON_CONTENT;
        else if (key === 'created') created = Number(value) / TICKS_PER_MILLISECOND;
        break;
      }
      case 0x3a:
        metadata = reader.bytes();
        break;
      case 0x42:
        data = reader.bytes();
        break;
      default:
        reader.skip(tag);
    }
  }
  return { id, stream, revision, type, isJson, created, metadata, data };
}

const TICKS_PER_MILLISECOND = 10_000;
const JSON_ENTRY = encodeMapEntry('content-type', JSON_CONTENT);
const BINARY_ENTRY = encodeMapEntry('content-type', BINARY_CONTENT);

const typeEntries = new Map<string, Buffer>();
const MOST_TYPES_KEPT = 10_000;
let lastCreated = -1;
let lastCreatedEntry = EMPTY;

function typeEntry(type: string): Buffer {
  let entry = typeEntries.get(type);
  if (!entry) {
    if (typeEntries.size >= MOST_TYPES_KEPT) typeEntries.clear();
    entry = encodeMapEntry('type', type);
    typeEntries.set(type, entry);
  }
  return entry;
}

/** Times are in ticks of 100 ns since 1970, as text. */
function createdEntry(created: number): Buffer {
  if (created !== lastCreated) {
    lastCreated = created;
    lastCreatedEntry = encodeMapEntry('created', `${created}0000`);
  }
  return lastCreatedEntry;
}

function encodeMapEntry(key: string, value: string): Buffer {
  const keyLength = Buffer.byteLength(key);
  const valueLength = Buffer.byteLength(value);
  const length = 2 + varintLength(keyLength) + keyLength + varintLength(valueLength) + valueLength;
  const entry = Buffer.alloc(1 + varintLength(length) + length);
  entry[0] = 0x32;
  let at = writeVarint(entry, 1, length);
  entry[at++] = 0x0a;
  at = writeVarint(entry, at, keyLength);
  at += entry.write(key, at);
  entry[at++] = 0x12;
  at = writeVarint(entry, at, valueLength);
  entry.write(value, at);
  return entry;
}
