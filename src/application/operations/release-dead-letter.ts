import type { Clock } from '../clock.js';
import type { DeadLetter, DeadLetterRequest } from '../event-processor/dead-letter.js';
import type { DeadLetterStore } from '../event-processor/dead-letter-store.js';

const LOOK_EVERY_MS = 100;

/** What became of a request to let a parked key flow again. `pending`: nobody has taken it up yet. */
export interface ReleaseResult {
  readonly outcome: 'released' | 'still-parked' | 'pending';
  /** Why it is still parked. */
  readonly error: string | null;
}

/**
 * Asks the service that runs a handler to replay or skip what is parked under a key, and waits for what comes of it.
 * @param head the first event that is parked under the key
 * @throws TransientError
 */
export async function releaseDeadLetter(
  { deadLetters, clock }: { readonly deadLetters: DeadLetterStore; readonly clock: Clock },
  head: DeadLetter,
  request: DeadLetterRequest,
  patienceMs: number,
): Promise<ReleaseResult> {
  if (!(await deadLetters.request(head, request))) return { outcome: 'released', error: null };
  const deadline = clock.now().getTime() + patienceMs;
  for (;;) {
    const [now] = await deadLetters.parkedEvents(head.handler, head.key, 1);
    if (now === undefined) return { outcome: 'released', error: null };
    if (now.request === undefined && now.error !== undefined) {
      return { outcome: 'still-parked', error: now.error };
    }
    if (clock.now().getTime() >= deadline) return { outcome: 'pending', error: null };
    await clock.sleep(LOOK_EVERY_MS);
  }
}
