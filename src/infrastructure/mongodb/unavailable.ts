import { MongoError, MongoNetworkError, MongoServerError, MongoServerSelectionError } from 'mongodb';
import { ReadModelUnavailableError } from '../../application/read-models/read-model-unavailable-error.js';

/** Server errors that pass by themselves: shutting down, stepping down, not primary, interrupted, out of time. */
const passingCodes = new Set([6, 7, 50, 89, 91, 112, 134, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436]);

const passingNames = new Set([
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoWaitQueueTimeoutError',
  'MongoClientClosedError',
  'MongoOperationTimeoutError',
]);

function isPassing(error: unknown): boolean {
  if (error instanceof MongoNetworkError || error instanceof MongoServerSelectionError) return true;
  if (error instanceof MongoServerError && passingCodes.has(Number(error.code))) return true;
  return error instanceof MongoError && (passingNames.has(error.name) || isPassing(error.cause));
}

/** Runs a database call; its errors that a later attempt may not meet become `ReadModelUnavailableError`. */
export async function available<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    if (isPassing(error)) throw new ReadModelUnavailableError((error as Error).message, { cause: error });
    throw error;
  }
}
