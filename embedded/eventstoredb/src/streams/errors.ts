import { Code, StatusError } from '../grpc/status.js';

/** The stream has been tombstoned. */
export function streamDeleted(name: string): StatusError {
  return new StatusError(Code.FAILED_PRECONDITION, `Event stream '${name}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': name,
  });
}

/** A delete or a tombstone expected another revision. Revisions are as EventStoreDB numbers them: -1 for no stream. */
export function wrongExpectedVersion(name: string, expected: number | bigint, actual: number): StatusError {
  return new StatusError(
    Code.FAILED_PRECONDITION,
    `Delete failed due to WrongExpectedVersion. Stream: ${name}, Expected version: ${expected}, Actual version: ${actual}`,
    {
      exception: 'wrong-expected-version',
      'stream-name': name,
      'expected-version': String(expected),
      'actual-version': String(actual),
    },
  );
}

/** One append is larger than the server takes. */
export function maximumAppendSizeExceeded(limit: number): StatusError {
  return new StatusError(Code.INVALID_ARGUMENT, `Maximum Append Size of ${limit} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(limit),
  });
}

/** A proposed event lacks a property that every event must have. */
export function missingMetadataProperty(name: string): StatusError {
  return new StatusError(Code.INVALID_ARGUMENT, `Required Metadata Property '${name}' is missing`, {
    exception: 'missing-required-metadata-property',
    'required-metadata-properties': 'type,content-type',
  });
}

/** A request without one of its options, as the real server words it. */
export function optionMissing(oneof: string): StatusError {
  return new StatusError(Code.INVALID_ARGUMENT, `'None' is not a valid EventStore.Client.Streams.${oneof}`);
}

/** Streams that the server keeps up itself take no events from clients. */
export function projectedStreamIsReadOnly(name: string): StatusError {
  return new StatusError(
    Code.PERMISSION_DENIED,
    `Stream '${name}' is kept up by the server and cannot be written.`,
    {
      exception: 'access-denied',
    },
  );
}
