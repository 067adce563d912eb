import { type RetryPolicy, handleWhen, retry } from 'cockatiel';
import type { Clock } from '../../application/clock.js';
import type { Randomness } from '../../application/randomness.js';
import type { LiveSettings } from '../configuration/live-settings.js';
import type { ResilienceSettings } from './resilience-settings.js';
import { RetryBudget } from './retry-budget.js';

/** Whether an attempt that ended in `error` may be followed by another, and when its receiver wants it at the earliest. */
export interface Retryability {
  isRetryable(error: unknown): boolean;
  /** What the receiver asked for, in milliseconds; undefined when it did not ask. */
  retryAfterMs(error: unknown): number | undefined;
}

/** What a retry needs. */
export interface RetryParts extends Retryability {
  readonly settings: LiveSettings<Pick<ResilienceSettings, 'retry'>>;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

/** Makes a call again after a growing pause while it fails in a way that may pass, within the bounds of a budget. */
export class Retry {
  readonly totals = {
    successful_without_retry: 0,
    successful_with_retry: 0,
    failed_without_retry: 0,
    failed_with_retry: 0,
  };
  readonly #parts: RetryParts;
  readonly #budget: RetryBudget;
  readonly #stopListening: () => void;
  #policy: RetryPolicy;

  constructor(parts: RetryParts) {
    this.#parts = parts;
    this.#budget = new RetryBudget(parts.settings, parts.clock);
    this.#policy = this.#newPolicy();
    this.#stopListening = parts.settings.onChange(() => (this.#policy = this.#newPolicy()));
  }

  /** @param repeatable whether making the call twice does no harm; else it is made once */
  async execute<T>(call: () => Promise<T>, repeatable: boolean): Promise<T> {
    this.#budget.called();
    let attempts = 0;
    const attempt = (): Promise<T> => {
      attempts += 1;
      return call();
    };
    try {
      const result = await (repeatable ? this.#policy.execute(attempt) : attempt());
      this.totals[attempts > 1 ? 'successful_with_retry' : 'successful_without_retry'] += 1;
      return result;
    } catch (error) {
      this.totals[attempts > 1 ? 'failed_with_retry' : 'failed_without_retry'] += 1;
      throw error;
    }
  }

  close(): void {
    this.#stopListening();
  }

  #newPolicy(): RetryPolicy {
    return retry(
      handleWhen((error) => this.#parts.isRetryable(error)),
      {
        maxAttempts: this.#parts.settings.current.retry.maxAttempts - 1,
        backoff: { next: (context) => this.#pause(context) },
      },
    );
  }

  /** The pause before the next attempt, as cockatiel asks for it. Throwing the error ends the call with it. */
  #pause({ attempt, result }: { readonly attempt: number; readonly result: object }): Pause {
    const error = 'error' in result ? result.error : undefined;
    const { waitMs, multiplier, jitterPercent, maxWaitMs } = this.#parts.settings.current.retry;
    const longest = Math.min(maxWaitMs, waitMs * multiplier ** (attempt - 1));
    const backOffMs = longest * (1 - (jitterPercent / 100) * this.#parts.randomness.fraction());
    const retryAfterMs = this.#parts.retryAfterMs(error) ?? 0;
    if (retryAfterMs > maxWaitMs || !this.#budget.spend()) throw error;
    return { duration: Math.max(backOffMs, retryAfterMs), next: (context) => this.#pause(context) };
  }
}

interface Pause {
  readonly duration: number;
  next(context: { readonly attempt: number; readonly result: object }): Pause;
}
