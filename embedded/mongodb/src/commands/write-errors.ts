import type { Document } from '../bson/document.js';
import { StorageError } from '../storage/storage-error.js';
import { asMongoError } from '../wire/error-reply.js';

/**
 * Carries out the statements of a write command. When one fails, an ordered command ends there, an unordered one goes on.
 * @returns the `writeErrors` of the answer, if there are any
 */
export function runStatements<T>(
  statements: readonly T[],
  ordered: boolean,
  run: (statement: T, index: number) => void,
): Document {
  const writeErrors: Document[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index);
    } catch (error) {
      if (error instanceof StorageError) throw error;
      const { code, message, details } = asMongoError(error);
      writeErrors.push({ index, code, ...details, errmsg: message });
      if (ordered) break;
    }
  }
  return writeErrors.length === 0 ? {} : { writeErrors };
}
