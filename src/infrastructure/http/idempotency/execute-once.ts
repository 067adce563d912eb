import type { Answer } from '../server/answer.js';
import { HttpError } from '../problems/http-error.js';
import type { IdempotencyStore } from './idempotency-store.js';

const POLL_MS = 50;
const WAIT_MS = 2_000;

/** One use of an idempotency key: `fingerprint` covers method, path and body. */
export interface IdempotentCall {
  readonly key: string;
  readonly fingerprint: string;
  execute(): Promise<Answer>;
}

/**
 * Executes a call, or answers as it was answered the first time. Answers of 500 and above are not kept: such a call may
 * be repeated. A process that dies between effect and record leaves a claim behind; whoever takes it over executes
 * again under the same command id, which changes nothing.
 * @throws HttpError 422 `idempotency-key-reused`, 409 `idempotency-key-in-use` when the first call takes too long
 */
export async function executeOnce(store: IdempotencyStore, call: IdempotentCall): Promise<Answer> {
  for (let waited = 0; ; waited += POLL_MS) {
    const claim = await store.claim(call.key, call.fingerprint);
    if (claim.kind === 'claimed') return executeClaimed(store, call, claim.claimId);
    if (claim.fingerprint !== call.fingerprint) {
      throw new HttpError(422, 'idempotency-key-reused', 'The idempotency key was used for another request');
    }
    if (claim.kind === 'answered') {
      return { ...claim.answer, headers: { ...claim.answer.headers, 'idempotency-replayed': 'true' } };
    }
    if (waited >= WAIT_MS) {
      throw new HttpError(
        409,
        'idempotency-key-in-use',
        'The first request with this idempotency key is still running',
        {
          headers: { 'retry-after': '1' },
        },
      );
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

async function executeClaimed(
  store: IdempotencyStore,
  call: IdempotentCall,
  claimId: string,
): Promise<Answer> {
  let kept = false;
  try {
    const answer = await call.execute();
    if (answer.status < 500) {
      await store.record(call.key, claimId, answer);
      kept = true;
    }
    return answer;
  } finally {
    if (!kept) await store.release(call.key, claimId);
  }
}
