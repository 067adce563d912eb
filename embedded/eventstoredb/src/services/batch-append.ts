import type { ProposedEvent } from '../events/recorded-event.js';
import type { Call, CallHandler } from '../grpc/call.js';
import { Code, StatusError } from '../grpc/status.js';
import { isProjectedName } from '../index/catalog.js';
import { MalformedMessageError, ProtoReader } from '../protobuf/reader.js';
import { readUuid } from '../protobuf/uuid.js';
import { ProtoWriter } from '../protobuf/writer.js';
import type { EventStore } from '../store/event-store.js';
import type { ExpectedRevision } from '../streams/append.js';
import { AppendOperation, type AppendOutcome } from '../streams/append-operation.js';
import {
  type BatchError,
  accessDenied,
  badRequest,
  maximumAppendSizeExceeded,
  streamDeleted,
  timeout,
  wrongExpectedVersion,
} from './batch-errors.js';
import { writeSuccess } from './append.js';
import { MAX_APPEND_LENGTH, lengthOf, readProposedMessage, toEvent } from './proposed-event.js';
import { parseStreamIdentifier } from './read-request.js';
import { MAX_STREAM_NAME_LENGTH, readExpectedRevision } from './write-options.js';

/** One call may have this many appends of which the last message has not come. */
const MOST_UNFINISHED = 1000;

interface BatchOptions {
  /** The `StreamIdentifier` as it was sent; it is sent back. */
  readonly identifier: Buffer;
  readonly stream: string;
  readonly expected: ExpectedRevision | undefined;
  readonly deadline: number;
}

interface Batch extends BatchOptions {
  readonly events: ProposedEvent[];
  length: number;
}

interface BatchRequest {
  /** The UUID message as it was sent. */
  correlation: Buffer | undefined;
  options: ProtoReader | undefined;
  messages: ProtoReader[];
  isFinal: boolean;
}

/** `Streams.BatchAppend`: many appends on one call, each of one or more messages; answers in the order they are durable. */
export function batchAppend(store: EventStore): (call: Call) => CallHandler {
  return (call) => {
    const unfinished = new Map<string, Batch>();

    function submit(correlation: Buffer, batch: Batch): void {
      const { stream, identifier } = batch;
      const expected = batch.expected!;
      const operation = new AppendOperation(stream, expected, batch.events, batch.deadline, {
        onOutcome: (outcome) => call.send(encodeOutcome(correlation, identifier, stream, expected, outcome)),
        onFailure: (error) => call.fail(new StatusError(Code.UNAVAILABLE, error.message)),
      });
      store.submit(operation);
    }

    function refuse(correlation: Buffer | undefined, identifier: Buffer, error: BatchError): void {
      call.send(encodeError(correlation, identifier, error));
    }

    return {
      onMessage(message) {
        const request = parseRequest(new ProtoReader(message));
        const { correlation, options } = request;
        if (!correlation) {
          const identifier = options ? parseOptions(options, store.now()).identifier : Buffer.alloc(0);
          refuse(undefined, identifier, badRequest("Value cannot be null. (Parameter 'dto')"));
          return;
        }
        const key = keyOf(correlation);
        let batch = unfinished.get(key);
        if (options) batch = { events: [], length: 0, ...parseOptions(options, store.now()) };
        if (!batch) return;
        const error = (options && checkOptions(batch)) ?? addEvents(batch, request.messages);
        unfinished.delete(key);
        if (error) refuse(correlation, batch.identifier, error);
        else if (request.isFinal) submit(correlation, batch);
        else {
          if (unfinished.size >= MOST_UNFINISHED) {
            throw new StatusError(
              Code.INVALID_ARGUMENT,
              `more than ${MOST_UNFINISHED} appends are unfinished`,
            );
          }
          unfinished.set(key, batch);
        }
      },
    };
  };
}

/** `UUID correlation_id = 1; Options options = 2; repeated ProposedMessage proposed_messages = 3; bool is_final = 4`. */
function parseRequest(reader: ProtoReader): BatchRequest {
  const request: BatchRequest = { correlation: undefined, options: undefined, messages: [], isFinal: false };
  for (let tag = reader.tag(); tag !== 0; tag = reader.tag()) {
    if (tag === 0x0a) request.correlation = reader.bytes();
    else if (tag === 0x12) request.options = reader.message();
    else if (tag === 0x1a) request.messages.push(reader.message());
    else if (tag === 0x20) request.isFinal = reader.bool();
    else reader.skip(tag);
  }
  return request;
}

/** `StreamIdentifier = 1`, the expected revision (2 to 5), `Timestamp deadline = 6` or `Duration deadline = 7`. */
function parseOptions(reader: ProtoReader, now: number): BatchOptions {
  let identifier: Buffer = Buffer.alloc(0);
  let expected: ExpectedRevision | undefined;
  let deadline = Number.POSITIVE_INFINITY;
  for (let tag = reader.tag(); tag !== 0; tag = reader.tag()) {
    const field = tag >>> 3;
    if (field === 1) identifier = reader.bytes();
    else if (field >= 2 && field <= 5) expected = readExpectedRevision(reader, tag);
    else if (field === 6) deadline = parseSeconds(reader.message());
    else if (field === 7) deadline = now + parseSeconds(reader.message());
    else reader.skip(tag);
  }
  return { identifier, stream: parseStreamIdentifier(new ProtoReader(identifier)), expected, deadline };
}

/** `int64 seconds = 1; int32 nanos = 2`, of a time or of a duration, in milliseconds. */
function parseSeconds(reader: ProtoReader): number {
  let milliseconds = 0;
  for (let tag = reader.tag(); tag !== 0; tag = reader.tag()) {
    if (tag === 0x08) milliseconds += reader.int64() * 1000;
    else if (tag === 0x10) milliseconds += reader.int64() / 1_000_000;
    else reader.skip(tag);
  }
  return milliseconds;
}

function checkOptions({ stream, expected }: BatchOptions): BatchError | undefined {
  if (stream === '') return badRequest("Value cannot be null. (Parameter 'value')");
  if (stream.length > MAX_STREAM_NAME_LENGTH) return badRequest('The stream name is too long.');
  if (expected === undefined) {
    const oneof = 'EventStore.Client.Streams.BatchAppendReq+Types+Options+ExpectedStreamPositionOneofCase';
    return badRequest(`Status(StatusCode="InvalidArgument", Detail="'None' is not a valid ${oneof}")`);
  }
  return isProjectedName(stream) ? accessDenied() : undefined;
}

function addEvents(batch: Batch, messages: readonly ProtoReader[]): BatchError | undefined {
  for (const reader of messages) {
    const event = parseEvent(reader);
    if ('code' in event) return event;
    batch.events.push(event);
    batch.length += lengthOf(event);
  }
  return batch.length > MAX_APPEND_LENGTH ? maximumAppendSizeExceeded(MAX_APPEND_LENGTH) : undefined;
}

function parseEvent(reader: ProtoReader): ProposedEvent | BatchError {
  try {
    const message = readProposedMessage(reader);
    if (message.type === undefined || message.contentType === undefined) {
      return badRequest('The given key was not present in the dictionary.');
    }
    if (!message.id) return badRequest("Value cannot be null. (Parameter 'dto')");
    if (message.type === '') return badRequest("Argument 'eventType' must not be empty.");
    return toEvent(message, message.id, message.type);
  } catch (error) {
    if (error instanceof MalformedMessageError) return badRequest(error.message);
    throw error;
  }
}

/** Clients may send a correlation id in either form, but the messages of one append in the same. */
function keyOf(correlation: Buffer): string {
  return readUuid(new ProtoReader(correlation)).toString('latin1');
}

function encodeOutcome(
  correlation: Buffer,
  identifier: Buffer,
  stream: string,
  expected: ExpectedRevision,
  outcome: AppendOutcome,
): Buffer {
  switch (outcome.kind) {
    case 'appended':
      return new ProtoWriter()
        .bytes(1, correlation)
        .message(3, (success) => writeSuccess(success, outcome.revision, outcome.position))
        .bytes(4, identifier)
        .finish();
    case 'wrong-expected-revision':
      return encodeError(correlation, identifier, wrongExpectedVersion(expected, outcome.current));
    case 'stream-deleted':
      return encodeError(correlation, identifier, streamDeleted(stream));
    case 'timed-out':
      return encodeError(correlation, identifier, timeout());
  }
}

function encodeError(correlation: Buffer | undefined, identifier: Buffer, error: BatchError): Buffer {
  const writer = new ProtoWriter();
  if (correlation) writer.bytes(1, correlation);
  return writer
    .message(2, (status) => {
      status.uint64(1, error.code).string(2, error.message);
      status.message(3, (any) => any.string(1, error.typeUrl).bytes(2, error.details));
    })
    .bytes(4, identifier)
    .finish();
}
