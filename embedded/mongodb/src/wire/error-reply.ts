import type { Document } from '../bson/document.js';
import { doubleValue } from '../bson/numbers.js';
import { MongoError } from '../mongo-error.js';
import { StorageError } from '../storage/storage-error.js';

/** The answer to a command that failed. */
export function errorReply(error: unknown): Document {
  const failure = asMongoError(error);
  return {
    ok: doubleValue(0),
    errmsg: failure.message,
    code: failure.code,
    codeName: failure.codeName,
    ...failure.details,
  };
}

/** Any failure as one with MongoDB's code. */
export function asMongoError(error: unknown): MongoError {
  if (error instanceof MongoError) return error;
  if (error instanceof StorageError) return new MongoError('ShutdownInProgress', error.message);
  if (error instanceof RangeError && /call stack/i.test(error.message)) {
    return new MongoError('Overflow', 'the expression is nested too deeply');
  }
  return new MongoError('InternalError', error instanceof Error ? error.message : String(error));
}
