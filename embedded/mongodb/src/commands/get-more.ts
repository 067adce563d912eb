import { MongoError } from '../mongo-error.js';
import { sizeArgument } from './arguments.js';
import type { Command } from './command.js';

/** `getMore` */
export const getMore: Command = {
  name: 'getMore',
  options: ['collection', 'batchSize', 'term', 'lastKnownCommittedOpTime'],
  run: ({ db, body, cursors }) => {
    const id = body['getMore'];
    if (typeof id !== 'bigint') throw new MongoError('TypeMismatch', "BSON field 'getMore' must be a long");
    const namespace = `${db}.${String(body['collection'])}`;
    const cursor = cursors.get(id, namespace);
    const size = sizeArgument(body, 'batchSize');
    let nextBatch;
    try {
      nextBatch = cursor.batch(size === undefined || size === 0 ? Infinity : size);
    } catch (error) {
      cursors.remove(id);
      throw error;
    }
    const done = cursor.isExhausted;
    if (done) cursors.remove(id);
    return { cursor: { nextBatch, id: done ? 0n : id, ns: namespace } };
  },
};
