import { handlerThrew } from '../grpc/status.js';
import { isProjectedName } from '../index/catalog.js';
import type { ProtoReader } from '../protobuf/reader.js';
import type { ExpectedRevision } from '../streams/append.js';
import { optionMissing, projectedStreamIsReadOnly } from '../streams/errors.js';
import { parseStreamIdentifier } from './read-request.js';

/** The options that `Append`, `Delete` and `Tombstone` have in common. */
export interface WriteOptions {
  readonly stream: string;
  readonly expected: ExpectedRevision;
}

/**
 * Reads `StreamIdentifier stream_identifier = 1` and the oneof of the expected revision.
 *
 * @param request the name of the request, for the error
 * @throws StatusError when one of them is missing or the stream is not the client's to write
 */
export function readWriteOptions(reader: ProtoReader, request: string): WriteOptions {
  let stream = '';
  let expected: ExpectedRevision | undefined;
  for (let tag = reader.tag(); tag !== 0; tag = reader.tag()) {
    const field = tag >>> 3;
    if (field === 1) stream = parseStreamIdentifier(reader.message());
    else if (field >= 2 && field <= 5) expected = readExpectedRevision(reader, tag);
    else reader.skip(tag);
  }
  if (stream === '' || stream.length > MAX_STREAM_NAME_LENGTH) throw handlerThrew();
  if (expected === undefined) throw optionMissing(`${request}+Types+Options+ExpectedStreamRevisionOneofCase`);
  if (isProjectedName(stream)) throw projectedStreamIsReadOnly(stream);
  return { stream, expected };
}

/** A longer name is more likely a mistake than a name. */
export const MAX_STREAM_NAME_LENGTH = 64 * 1024;

/**
 * Reads one field of the oneof: `uint64 revision = 2; Empty no_stream = 3; Empty any = 4; Empty stream_exists = 5`.
 *
 * @param tag that of the field
 */
export function readExpectedRevision(reader: ProtoReader, tag: number): ExpectedRevision {
  if (tag >>> 3 === 2) return reader.uint64();
  reader.skip(tag);
  return tag >>> 3 === 3 ? 'no_stream' : tag >>> 3 === 4 ? 'any' : 'stream_exists';
}

/** The number that EventStoreDB gives an expectation in trailers. */
export function expectedVersionNumber(expected: ExpectedRevision): number | bigint {
  switch (expected) {
    case 'any':
      return -2;
    case 'no_stream':
      return -1;
    case 'stream_exists':
      return -4;
    default:
      return expected;
  }
}
