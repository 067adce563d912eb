import { ErrorType, isCommandError } from '@eventstore/db-client';
import { EventStoreUnavailableError } from '../../application/event-store-unavailable-error.js';

/** Answers of a server that will be the same however often it is asked. */
const refusals = new Set<string>([
  ErrorType.ACCESS_DENIED,
  ErrorType.INVALID_ARGUMENT,
  ErrorType.INVALID_TRANSACTION,
  ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED,
  ErrorType.MISSING_REQUIRED_METADATA_PROPERTY,
  ErrorType.STREAM_DELETED,
  ErrorType.UNSUPPORTED,
]);

/** INVALID_ARGUMENT, FAILED_PRECONDITION, UNIMPLEMENTED. */
const refusalCodes = new Set([3, 9, 12]);

/** Whether the server understood the call and will never do it; everything else may be a lost connection. */
export function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error) || !isCommandError(error)) return false;
  return refusals.has(error.type) || refusalCodes.has(Number(error.code));
}

/** The client's error as the application knows it. */
export function unavailable(what: string, cause: unknown): EventStoreUnavailableError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new EventStoreUnavailableError(`${what}: ${reason}`, { cause });
}
