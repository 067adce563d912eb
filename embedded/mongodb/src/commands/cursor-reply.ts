import type { Document } from '../bson/document.js';
import { Cursor } from '../cursor/cursor.js';
import type { Result } from '../cursor/cursor.js';
import type { CommandContext } from './command.js';

/** How many results come with the first answer when the client does not say. */
const FIRST_BATCH = 101;

/** Answers the first batch of results, and keeps a cursor for the others. */
export function cursorReply(
  { cursors }: CommandContext,
  namespace: string,
  results: Iterable<Result>,
  options: {
    readonly batchSize?: number | undefined;
    readonly single?: boolean;
    readonly noTimeout?: boolean;
  } = {},
): Document {
  const cursor = new Cursor(namespace, results);
  const firstBatch = cursor.batch(options.batchSize ?? FIRST_BATCH);
  const done = options.single === true || cursor.isExhausted;
  const id = done ? 0n : cursors.add(cursor, options.noTimeout ?? false);
  return { cursor: { firstBatch, id, ns: namespace } };
}
