import type { Collection, Db } from 'mongodb';
import type { CheckpointStore } from '../../application/event-processor/checkpoint-store.js';
import { positionText } from './position-text.js';
import { available } from './unavailable.js';

interface StoredCheckpoint {
  readonly _id: string;
  readonly position: string;
}

/** Checkpoints in the collection `checkpoints`, one document per handler. */
export class MongoCheckpointStore implements CheckpointStore {
  readonly #checkpoints: Collection<StoredCheckpoint>;

  constructor(db: Db) {
    this.#checkpoints = db.collection('checkpoints');
  }

  async load(handler: string): Promise<bigint | undefined> {
    const found = await available(() => this.#checkpoints.findOne({ _id: handler }));
    return found === null ? undefined : BigInt(found.position);
  }

  async store(handler: string, position: bigint): Promise<void> {
    const update = { $max: { position: positionText(position) } };
    await available(() => this.#checkpoints.updateOne({ _id: handler }, update, { upsert: true }));
  }

  async remove(handler: string): Promise<void> {
    await available(() => this.#checkpoints.deleteOne({ _id: handler }));
  }
}
