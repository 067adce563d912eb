import type { ProposedEvent } from '../events/recorded-event.js';
import type { Call, CallHandler } from '../grpc/call.js';
import { Code, StatusError, handlerThrew } from '../grpc/status.js';
import { isProjectedName } from '../index/catalog.js';
import { ProtoReader } from '../protobuf/reader.js';
import { ProtoWriter } from '../protobuf/writer.js';
import type { EventStore } from '../store/event-store.js';
import type { ExpectedRevision } from '../streams/append.js';
import { AppendOperation, type AppendOutcome } from '../streams/append-operation.js';
import {
  maximumAppendSizeExceeded,
  missingMetadataProperty,
  projectedStreamIsReadOnly,
  streamDeleted,
} from '../streams/errors.js';
import { MAX_APPEND_LENGTH, lengthOf, readProposedMessage, toEvent } from './proposed-event.js';
import { type WriteOptions, readWriteOptions } from './write-options.js';

/** `Streams.Append`: options, then one event a message; one answer when the client is done. */
export function append(store: EventStore): (call: Call) => CallHandler {
  return (call) => {
    let options: WriteOptions | undefined;
    const events: ProposedEvent[] = [];
    let length = 0;
    return {
      onMessage(message) {
        const reader = new ProtoReader(message);
        for (let tag = reader.tag(); tag !== 0; tag = reader.tag()) {
          if (tag === 0x0a) options = readWriteOptions(reader.message(), 'AppendReq');
          else if (tag === 0x12) {
            if (!options) throw handlerThrew();
            const event = parseEvent(reader.message());
            length += lengthOf(event);
            if (length > MAX_APPEND_LENGTH) throw maximumAppendSizeExceeded(MAX_APPEND_LENGTH);
            events.push(event);
          } else reader.skip(tag);
        }
      },
      onClientDone() {
        if (!options) throw handlerThrew();
        const { stream, expected } = options;
        if (isProjectedName(stream)) throw projectedStreamIsReadOnly(stream);
        store.submit(
          new AppendOperation(stream, expected, events, Number.POSITIVE_INFINITY, {
            onOutcome: (outcome) => answer(call, stream, expected, outcome),
            onFailure: (error) => call.fail(new StatusError(Code.UNAVAILABLE, error.message)),
          }),
        );
      },
    };
  };
}

function parseEvent(reader: ProtoReader): ProposedEvent {
  const message = readProposedMessage(reader);
  if (message.type === undefined) throw missingMetadataProperty('type');
  if (message.contentType === undefined) throw missingMetadataProperty('content-type');
  if (!message.id || message.type === '') throw handlerThrew();
  return toEvent(message, message.id, message.type);
}

function answer(call: Call, stream: string, expected: ExpectedRevision, outcome: AppendOutcome): void {
  switch (outcome.kind) {
    case 'appended':
      call.send(encodeSuccess(outcome.revision, outcome.position));
      call.end();
      return;
    case 'wrong-expected-revision':
      call.send(encodeWrongVersion(expected, outcome.current));
      call.end();
      return;
    case 'stream-deleted':
      call.fail(streamDeleted(stream));
      return;
    case 'timed-out':
      call.fail(new StatusError(Code.DEADLINE_EXCEEDED, 'Deadline Exceeded'));
  }
}

/** `AppendResp { success = 1 }`. */
function encodeSuccess(revision: number, position: number | undefined): Buffer {
  return new ProtoWriter().message(1, (success) => writeSuccess(success, revision, position)).finish();
}

/** The content of the success message that `Append` and `BatchAppend` share. */
export function writeSuccess(writer: ProtoWriter, revision: number, position: number | undefined): void {
  if (revision < 0) writer.message(2);
  else writer.uint64(1, revision);
  if (position === undefined) writer.message(4);
  else writer.message(3, (inner) => inner.uint64(1, position).uint64(2, position));
}

/** Fields 1 to 5 repeat what 6 to 11 say, for clients of server version 20.6.0. */
function encodeWrongVersion(expected: ExpectedRevision, current: number): Buffer {
  return new ProtoWriter()
    .message(2, (wrong) => {
      if (current < 0) wrong.message(2);
      else wrong.uint64(1, current);
      if (expected === 'any') wrong.message(4);
      else if (expected === 'stream_exists') wrong.message(5);
      else wrong.uint64(3, expected === 'no_stream' ? 2n ** 64n - 1n : expected);
      if (current < 0) wrong.message(7);
      else wrong.uint64(6, current);
      if (expected === 'any') wrong.message(9);
      else if (expected === 'stream_exists') wrong.message(10);
      else if (expected === 'no_stream') wrong.message(11);
      else wrong.uint64(8, expected);
    })
    .finish();
}
