import type { EventStore } from '../../event-store.js';
import { leafOf } from '../chain/chain-hash.js';
import { CHECKPOINT_STREAM, checkpointIn } from '../chain/checkpoint.js';
import type { CheckpointVerifier } from '../chain/checkpoint-keys.js';
import { logLineOf } from '../transfer/log-line.js';
import { readLog } from '../transfer/read-log.js';
import { LogVerifier } from './log-verifier.js';
import type { KnownHead, Verification } from './verification.js';

/** How far a verification is. */
export interface VerificationProgress {
  readonly events: number;
  /** Of the event looked at last, in decimal digits. */
  readonly position: string;
}

/**
 * Verifies the log of a store as of now; what is appended meanwhile is not looked at. Ends at the first finding.
 * @throws EventStoreUnavailableError
 */
export async function verifyStore(
  eventStore: EventStore,
  keys: CheckpointVerifier,
  options: {
    readonly head?: KnownHead | undefined;
    readonly onProgress?: (progress: VerificationProgress) => void;
    readonly signal?: AbortSignal;
  } = {},
): Promise<Verification> {
  const verifier = new LogVerifier(keys, { head: options.head });
  let events = 0;
  for await (const batch of readLog(eventStore, undefined, options.signal)) {
    for (const event of batch) {
      verifier.take({
        position: event.position,
        leaf: leafOf(logLineOf(event)),
        checkpoint: event.stream === CHECKPOINT_STREAM ? (checkpointIn(event.data) ?? 'damaged') : undefined,
      });
    }
    events += batch.length;
    options.onProgress?.({ events, position: (batch.at(-1)?.position ?? 0n).toString() });
    if (verifier.finding !== undefined) break;
  }
  return verifier.end();
}
