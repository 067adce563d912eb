/** The stream that the checkpoints stand in; they are events of the log like any other, and chained themselves. */
export const CHECKPOINT_STREAM = 'audit-checkpoints';

/** The one event type of that stream, and the version of its schema. */
export const CHECKPOINT_SIGNED = 'AuditCheckpointSigned';
export const CHECKPOINT_VERSION = 1;

/** How far the chain had come, and every link since the checkpoint before. */
export interface Checkpoint {
  /** Events chained up to here, from the very first. */
  readonly count: number;
  /** Position of the last of them, in decimal digits. */
  readonly position: string;
  /** The chain's hash after them, and the one before the first of `entries` (base64url). */
  readonly hash: string;
  readonly previousHash: string;
  /** One entry for each event since the checkpoint before (base64url, see `CheckpointEntries`): they tell which one is not as it was. */
  readonly entries: string;
  /** Which key signed. */
  readonly keyId: string;
}

/** A checkpoint with its Ed25519 signature (base64url). */
export interface SignedCheckpoint extends Checkpoint {
  readonly signature: string;
}

/** The bytes that a signature is over. */
export function signedBytes(checkpoint: Checkpoint): Buffer {
  const { count, position, hash, previousHash, entries, keyId } = checkpoint;
  return Buffer.from(
    JSON.stringify(['webstore-audit-1', count, position, hash, previousHash, entries, keyId]),
  );
}

/** The checkpoint that an event's data is, whoever wrote it; undefined when it has not the shape of one. */
export function checkpointIn(data: unknown): SignedCheckpoint | undefined {
  const found = (data ?? {}) as Partial<Record<keyof SignedCheckpoint, unknown>>;
  const { count, position, hash, previousHash, entries, keyId, signature } = found;
  const texts = [position, hash, previousHash, entries, keyId, signature];
  if (!Number.isSafeInteger(count) || !texts.every((text) => typeof text === 'string')) return undefined;
  return /^\d{1,20}$/.test(position as string) ? (found as SignedCheckpoint) : undefined;
}
