import { setTimeout as sleep } from 'node:timers/promises';
import { type JsonAnswer, requestJson } from './json-request.js';

const attempts = 20;
const attemptPauseMs = 250;

export interface InsistOptions {
  readonly idempotencyKey?: string;
  readonly authorization?: string;
  readonly body?: unknown;
  /** Codes of refusals that will do: that it is there already, for one. */
  readonly accept?: readonly string[];
}

export type Insisted = JsonAnswer;

/**
 * Repeats a call until it has been answered for good: a shop that has just started may not take it at once.
 * @throws Error when it is refused, or gets no answer within some seconds
 */
export async function insist(method: string, url: string, options: InsistOptions): Promise<Insisted> {
  const { idempotencyKey, authorization, body, accept = [] } = options;
  const headers = {
    ...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }),
    ...(authorization === undefined ? {} : { Authorization: authorization }),
  };
  let failure = '';
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const answer = await requestJson(method, url, { body, headers, timeoutMs: 5_000 }).catch(
      (error: Error) => error,
    );
    if (answer instanceof Error) failure = answer.message;
    else {
      const { code } = (answer.body ?? {}) as { code?: string };
      if (answer.status < 300 || accept.includes(code ?? '')) return answer;
      failure = `${answer.status} ${code ?? ''}`;
      if (answer.status < 500 && answer.status !== 409 && answer.status !== 429) break;
    }
    await sleep(attemptPauseMs);
  }
  throw new Error(`${method} ${url}: ${failure}`);
}
