import type { EventStore } from '../../event-store.js';
import { GENESIS } from './chain-hash.js';
import { CHECKPOINT_STREAM, checkpointIn, type SignedCheckpoint } from './checkpoint.js';

/** How far the chain has been signed. */
export interface ChainHead {
  readonly count: number;
  /** Position of the last signed event; undefined when nothing is signed. */
  readonly position: bigint | undefined;
  readonly hash: Buffer;
  /** Revision of the last checkpoint in its stream. */
  readonly revision: number | 'no-stream';
}

/** The last checkpoint; undefined when there is none. @throws EventStoreUnavailableError; Error when it is no checkpoint */
export async function lastCheckpoint(
  eventStore: EventStore,
): Promise<{ readonly checkpoint: SignedCheckpoint; readonly revision: number } | undefined> {
  const newest = eventStore.readStream(CHECKPOINT_STREAM, { direction: 'backwards', limit: 1 });
  for await (const { data, revision } of newest) {
    const checkpoint = checkpointIn(data);
    if (checkpoint === undefined) throw new Error(`${CHECKPOINT_STREAM}@${revision} is no checkpoint`);
    return { checkpoint, revision };
  }
  return undefined;
}

/** @throws EventStoreUnavailableError */
export async function chainHead(eventStore: EventStore): Promise<ChainHead> {
  const last = await lastCheckpoint(eventStore);
  if (last === undefined) return { count: 0, position: undefined, hash: GENESIS, revision: 'no-stream' };
  const { count, position, hash } = last.checkpoint;
  return { count, position: BigInt(position), hash: Buffer.from(hash, 'base64url'), revision: last.revision };
}
