import type { CheckpointVerifier } from '../../application/audit-service/chain/checkpoint-keys.js';
import {
  verifyStore,
  type VerificationProgress,
} from '../../application/audit-service/verification/verify-store.js';
import type { EventStore } from '../../application/event-store.js';

const progressEveryMs = 250;

/**
 * The verification of a store as JSON lines: `{ "progress": … }` at times, `{ "verification": … }` at the end. It ends early when
 * nobody reads any more.
 * @throws EventStoreUnavailableError
 */
export async function* verificationLines(
  eventStore: EventStore,
  keys: CheckpointVerifier,
): AsyncGenerator<string, void, undefined> {
  const ending = new AbortController();
  let latest: VerificationProgress | undefined;
  const { signal } = ending;
  const verifying = verifyStore(eventStore, keys, { signal, onProgress: (progress) => (latest = progress) });
  verifying.catch(() => undefined);
  try {
    for (;;) {
      let timer: NodeJS.Timeout | undefined;
      const pause = new Promise<undefined>((resolve) => {
        timer = setTimeout(resolve, progressEveryMs, undefined);
      });
      const verification = await Promise.race([verifying, pause]);
      clearTimeout(timer);
      if (verification !== undefined) {
        yield `${JSON.stringify({ verification })}\n`;
        return;
      }
      if (latest !== undefined) yield `${JSON.stringify({ progress: latest })}\n`;
    }
  } finally {
    ending.abort();
  }
}
