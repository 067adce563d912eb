import { ProtoWriter } from '../protobuf/writer.js';
import type { ExpectedRevision } from '../streams/append.js';

/** An error in an answer of `BatchAppend`: a `google.rpc.Status` whose details are one message. */
export interface BatchError {
  /** A `google.rpc.Code`. */
  readonly code: number;
  readonly message: string;
  readonly typeUrl: string;
  readonly details: Buffer;
}

const INVALID_ARGUMENT = 3;
const DEADLINE_EXCEEDED = 4;
const NOT_FOUND = 5;
const ALREADY_EXISTS = 6;
const PERMISSION_DENIED = 7;

/** The name of the error is that of its details too. */
function batchError(code: number, name: string, details: Buffer): BatchError {
  return { code, message: name, typeUrl: `type.googleapis.com/event_store.client.${name}`, details };
}

/** The stream is at another revision than was expected. */
export function wrongExpectedVersion(expected: ExpectedRevision, current: number): BatchError {
  const details = new ProtoWriter();
  if (current < 0) details.message(2);
  else details.uint64(1, current);
  if (expected === 'any') details.message(4);
  else if (expected === 'stream_exists') details.message(5);
  else if (expected === 'no_stream') details.message(6);
  else details.uint64(3, expected);
  return batchError(ALREADY_EXISTS, 'WrongExpectedVersion', details.finish());
}

/** The stream has a tombstone. */
export function streamDeleted(stream: string): BatchError {
  const details = new ProtoWriter().message(1, (identifier) => identifier.bytes(3, Buffer.from(stream)));
  return batchError(NOT_FOUND, 'StreamDeleted', details.finish());
}

/** The append holds more than `limit` bytes. */
export function maximumAppendSizeExceeded(limit: number): BatchError {
  return batchError(
    INVALID_ARGUMENT,
    'MaximumAppendSizeExceeded',
    new ProtoWriter().uint64(1, limit).finish(),
  );
}

/** The request can not be understood. */
export function badRequest(message: string): BatchError {
  return batchError(INVALID_ARGUMENT, 'BadRequest', new ProtoWriter().string(1, message).finish());
}

/** The request's deadline has passed. */
export function timeout(): BatchError {
  return batchError(DEADLINE_EXCEEDED, 'Timeout', Buffer.alloc(0));
}

/** The stream is not the client's to write. */
export function accessDenied(): BatchError {
  return batchError(PERMISSION_DENIED, 'AccessDenied', Buffer.alloc(0));
}
