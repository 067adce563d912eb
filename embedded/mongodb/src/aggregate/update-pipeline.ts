import type { Document } from '../bson/document.js';
import { MongoError } from '../mongo-error.js';

/** Compiles an update given as a pipeline. @throws MongoError CommandNotSupported */
export function compileUpdatePipeline(
  _pipeline: readonly unknown[],
  _variables: Document | undefined,
): (document: Document) => Document {
  throw new MongoError('CommandNotSupported', 'updates with an aggregation pipeline are not supported');
}
