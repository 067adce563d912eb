import { JSON_CONTENT, type ProposedEvent } from '../events/recorded-event.js';
import type { ProtoReader } from '../protobuf/reader.js';
import { readUuid } from '../protobuf/uuid.js';

/** One append may hold this many bytes of event data, metadata and types. */
export const MAX_APPEND_LENGTH = 1024 * 1024;

/** A `ProposedMessage` as it was sent; what is missing is for the caller to judge. */
export interface ProposedMessage {
  readonly id: Buffer | undefined;
  readonly type: string | undefined;
  readonly contentType: string | undefined;
  readonly metadata: Buffer;
  readonly data: Buffer;
}

const EMPTY: Buffer = Buffer.alloc(0);

/** Reads `UUID id = 1; map<string, string> metadata = 2; bytes custom_metadata = 3; bytes data = 4`. */
export function readProposedMessage(reader: ProtoReader): ProposedMessage {
  let id: Buffer | undefined;
  let type: string | undefined;
  let contentType: string | undefined;
  let metadata = EMPTY;
  let data = EMPTY;
  for (let tag = reader.tag(); tag !== 0; tag = reader.tag()) {
    switch (tag) {
      case 0x0a:
        id = readUuid(reader.message());
        break;
      case 0x12: {
        const [key, value] = readMapEntry(reader.message());
        if (key === 'type') type = value;
        else if (key === 'content-type') contentType = value;
        break;
      }
      case 0x1a:
        metadata = reader.bytes();
        break;
      case 0x22:
        data = reader.bytes();
        break;
      default:
        reader.skip(tag);
    }
  }
  return { id, type, contentType, metadata, data };
}

/** The event in a message that has all it needs. */
export function toEvent(message: ProposedMessage, id: Buffer, type: string): ProposedEvent {
  const { contentType, metadata, data } = message;
  return { id, type, isJson: contentType === JSON_CONTENT, metadata, data };
}

/** How much an event counts towards `MAX_APPEND_LENGTH`. */
export function lengthOf(event: ProposedEvent): number {
  return event.type.length + event.metadata.length + event.data.length;
}

function readMapEntry(reader: ProtoReader): readonly [key: string, value: string] {
  let key = '';
  let value = '';
  for (let tag = reader.tag(); tag !== 0; tag = reader.tag()) {
    if (tag === 0x0a) key = reader.string();
    else if (tag === 0x12) value = reader.string();
    else reader.skip(tag);
  }
  return [key, value];
}
