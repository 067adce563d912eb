import { decodeDocument } from '../bson/decode.js';
import type { Document } from '../bson/document.js';
import { isDocument } from '../bson/document.js';
import { RawDocument } from '../bson/raw-document.js';
import { MongoError } from '../mongo-error.js';

/** The most statements one write command may have, as `hello` says. */
export const MAX_WRITE_BATCH = 100_000;

/** @throws MongoError InvalidLength, FailedToParse */
export function requireBatch(statements: unknown[] | undefined, name: string): unknown[] {
  if (statements === undefined)
    throw new MongoError({ code: 40414 }, `BSON field '${name}' is missing but a required field`);
  if (statements.length === 0 || statements.length > MAX_WRITE_BATCH) {
    throw new MongoError(
      'InvalidLength',
      `Write batch sizes must be between 1 and ${MAX_WRITE_BATCH}. Got ${statements.length} operations.`,
    );
  }
  return statements;
}

/** Reads one statement, leaving the fields of `raw` undecoded. @throws MongoError TypeMismatch, Location40415, InvalidOptions */
export function readStatement(
  statement: unknown,
  command: string,
  known: ReadonlySet<string>,
  raw?: ReadonlySet<string>,
): Document {
  if (!(statement instanceof RawDocument))
    throw new MongoError('TypeMismatch', `a statement of '${command}' must be an object`);
  const fields = decodeDocument(statement.bytes, 0, undefined, raw);
  for (const name of Object.keys(fields)) {
    if (!known.has(name))
      throw new MongoError('UnknownFieldIgnored', `BSON field '${command}.${name}' is an unknown field.`);
  }
  return fields;
}

/** The filter of a statement. @throws MongoError TypeMismatch */
export function filterOf(statement: Document): Document {
  const filter = statement['q'];
  if (!isDocument(filter))
    throw new MongoError('TypeMismatch', "the filter 'q' of a statement must be an object");
  return filter;
}
