import { leafOf } from '../chain/chain-hash.js';
import { CHECKPOINT_STREAM, checkpointIn, type SignedCheckpoint } from '../chain/checkpoint.js';
import type { CheckpointVerifier } from '../chain/checkpoint-keys.js';
import { linesOf } from '../transfer/lines-of.js';
import { isLineOf, positionOfLine } from '../transfer/log-line.js';
import { LogVerifier } from './log-verifier.js';
import type { KnownHead, Verification } from './verification.js';

/**
 * Verifies an export, given in pieces. Ends at the first finding.
 * @param options.after the position that the export was asked to begin behind, if it was
 * @throws whatever reading the pieces throws
 */
export async function verifyExport(
  pieces: AsyncIterable<Uint8Array>,
  keys: CheckpointVerifier,
  options: {
    readonly after?: bigint | undefined;
    readonly head?: KnownHead | undefined;
    /** Told the bytes read so far. */
    readonly onProgress?: (bytes: number) => void;
  } = {},
): Promise<Verification> {
  const verifier = new LogVerifier(keys, options);
  let bytes = 0;
  for await (const lines of linesOf(pieces)) {
    for (const line of lines) {
      bytes += line.length + 1;
      const checkpoint = isLineOf(line, CHECKPOINT_STREAM) ? checkpointOf(line) : undefined;
      verifier.take({ position: positionOfLine(line), leaf: leafOf(line), checkpoint });
    }
    options.onProgress?.(bytes);
    if (verifier.finding !== undefined) break;
  }
  return verifier.end();
}

function checkpointOf(line: Buffer): SignedCheckpoint | 'damaged' {
  try {
    const { data } = JSON.parse(line.toString()) as { readonly data?: unknown };
    return checkpointIn(data) ?? 'damaged';
  } catch {
    return 'damaged';
  }
}
