import type { Document } from '../../bson/document.js';
import { MongoError } from '../../mongo-error.js';

/** @throws MongoError FailedToParse for a field of a stage's specification that it does not know */
export function requireOnly(stage: string, specification: Document, known: readonly string[]): void {
  for (const name of Object.keys(specification)) {
    if (!known.includes(name)) throw new MongoError('FailedToParse', `unknown argument to ${stage}: ${name}`);
  }
}
