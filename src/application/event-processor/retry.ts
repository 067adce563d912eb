import type { Clock } from '../clock.js';

/** How long to wait between attempts, and whom to tell. */
export interface RetryPolicy {
  readonly clock: Clock;
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
  readonly onRetry: (attempt: number, delayMs: number, error: unknown) => void;
  /** Errors that no further attempt would cure; thrown through. */
  readonly isFinal?: (error: unknown) => boolean;
}

/**
 * Attempts `action` until it succeeds, for ever, with growing pauses.
 * @throws the signal's reason once it aborts (a running attempt is awaited first), or a final error
 */
export async function retry<Result>(
  action: () => Promise<Result>,
  policy: RetryPolicy,
  signal: AbortSignal,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    signal.throwIfAborted();
    try {
      return await action();
    } catch (error) {
      if (policy.isFinal?.(error) === true) throw error;
      const delayMs = Math.min(policy.firstDelayMs * 2 ** Math.min(attempt - 1, 30), policy.longestDelayMs);
      if (!signal.aborted) policy.onRetry(attempt, delayMs, error);
      await policy.clock.sleep(delayMs, signal);
    }
  }
}
