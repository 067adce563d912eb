import { setTimeout as delay } from 'node:timers/promises';

/** Milliseconds to wait before the `attempt`-th repetition (from 0): 25, 50, … at most 1,000, less up to half at random. */
function pause(attempt: number): number {
  return Math.min(1_000, 25 * 2 ** Math.min(attempt, 10)) * (1 - Math.random() / 2);
}

/** Waits before the `attempt`-th repetition (from 0); ends early, without throwing, when `signal` aborts. */
export async function backOff(attempt: number, signal?: AbortSignal): Promise<void> {
  await delay(pause(attempt), undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
}
