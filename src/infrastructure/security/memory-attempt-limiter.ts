import { RateLimiterMemory } from 'rate-limiter-flexible';
import {
  type AttemptLimiter,
  TooManyAttemptsError,
} from '../../application/customer-service/attempt-limiter.js';

/** Counts failed attempts in memory: each process by itself, and none after a restart. */
export class MemoryAttemptLimiter implements AttemptLimiter {
  readonly #failures: RateLimiterMemory;
  /** The last attempt at each key, so that many at once can't be more than were allowed one after the other. */
  readonly #last = new Map<string, Promise<unknown>>();

  /** @param failures how many are allowed within `withinSeconds` of the first */
  constructor(
    private readonly failures: number,
    withinSeconds: number,
  ) {
    this.#failures = new RateLimiterMemory({ points: failures, duration: withinSeconds });
  }

  async attempt<Result>(key: string, work: () => Promise<Result | undefined>): Promise<Result | undefined> {
    const before = this.#last.get(key) ?? Promise.resolve();
    const mine = before.catch(() => {}).then(() => this.#attempt(key, work));
    this.#last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.#last.get(key) === mine) this.#last.delete(key);
    }
  }

  async #attempt<Result>(key: string, work: () => Promise<Result | undefined>): Promise<Result | undefined> {
    const count = await this.#failures.get(key);
    if (count !== null && count.consumedPoints >= this.failures) {
      throw new TooManyAttemptsError(Math.max(1, Math.ceil(count.msBeforeNext / 1000)));
    }
    const result = await work();
    if (result !== undefined) await this.#failures.delete(key);
    else await this.#failures.consume(key).catch(() => {});
    return result;
  }
}
