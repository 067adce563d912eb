import type { Generation, ProjectionRecord } from '../../application/read-models/projection-registry.js';
import type { MongoStores } from '../../infrastructure/mongodb/mongo-stores.js';
import { generationName } from '../../projections/runtime/generation-name.js';

/** How far a generation is that is being filled. */
export interface RebuildProgress {
  readonly documents: number;
  /** Of the log up to where the active generation is, from 0 to 1. */
  readonly share: number;
}

/** Compares where the new generation is with where the one is that answers. @throws ReadModelUnavailableError */
export async function rebuildProgress(
  { checkpoints, documents }: MongoStores,
  { name, active }: ProjectionRecord,
  building: Generation,
): Promise<RebuildProgress> {
  const collection = generationName(name, building);
  const [goal = 0n, reached = 0n, count] = await Promise.all([
    checkpoints.load(generationName(name, active)),
    checkpoints.load(collection),
    documents.collection(collection).count(),
  ]);
  return { documents: count, share: goal === 0n ? 0 : Math.min(1, Number(reached) / Number(goal)) };
}
