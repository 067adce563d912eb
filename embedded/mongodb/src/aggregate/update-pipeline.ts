import type { Document } from '../bson/document.js';
import { isDocument } from '../bson/document.js';
import { MongoError } from '../mongo-error.js';
import { compilePipeline } from './pipeline.js';

const ALLOWED: ReadonlySet<string> = new Set([
  '$addFields',
  '$set',
  '$project',
  '$unset',
  '$replaceRoot',
  '$replaceWith',
]);

/** Compiles an update given as a pipeline. @throws MongoError InvalidOptions for a stage an update may not have */
export function compileUpdatePipeline(
  pipeline: readonly unknown[],
  variables: Document,
): (document: Document) => Document {
  for (const stage of pipeline) {
    const name = isDocument(stage) ? Object.keys(stage)[0] : undefined;
    if (name === undefined || !ALLOWED.has(name)) {
      throw new MongoError('InvalidOptions', `${name ?? 'this'} is not allowed to be used within an update`);
    }
  }
  const stage = compilePipeline(pipeline, { variables, collection: () => [] });
  return (document) => {
    const [result] = stage([document]);
    return result!;
  };
}
