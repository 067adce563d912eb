import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import {
  type Attempt,
  type AttemptLimiter,
  TooManyAttemptsError,
} from '../../application/customer-service/attempt-limiter.js';
import { clientNetwork } from './client-network.js';

/** How many failures are allowed within so many seconds of the first. */
export interface AllowedFailures {
  readonly failures: number;
  readonly seconds: number;
}

/** Counts failed attempts in memory: each process by itself, and none after a restart. */
export class MemoryAttemptLimiter implements AttemptLimiter {
  readonly #ofClient: RateLimiterMemory;
  readonly #ofAll: RateLimiterMemory;
  /** The last attempt of each client at a target, so that many at once can't be more than were allowed one after the other. */
  readonly #last = new Map<string, Promise<unknown>>();

  constructor(limits: { readonly ofClient: AllowedFailures; readonly ofAll: AllowedFailures }) {
    this.#ofClient = limiterOf(limits.ofClient);
    this.#ofAll = limiterOf(limits.ofAll);
  }

  async attempt<Result>(
    { target, client }: Attempt,
    work: () => Promise<Result | undefined>,
  ): Promise<Result | undefined> {
    const key = `${clientNetwork(client)} ${target}`;
    const before = this.#last.get(key) ?? Promise.resolve();
    const mine = before.catch(() => {}).then(() => this.#attempt(key, target, work));
    this.#last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.#last.get(key) === mine) this.#last.delete(key);
    }
  }

  async #attempt<Result>(
    key: string,
    target: string,
    work: () => Promise<Result | undefined>,
  ): Promise<Result | undefined> {
    const count = await this.#ofClient.get(key);
    if (count !== null && count.consumedPoints >= this.#ofClient.points) throw tooMany(count);
    // Clients do not wait for each other: each attempt counts as failed until it has succeeded.
    await this.#ofAll.consume(target).catch((refusal: unknown) => {
      throw refusal instanceof RateLimiterRes ? tooMany(refusal) : refusal;
    });
    let failed = false;
    try {
      const result = await work();
      failed = result === undefined;
      if (failed) await this.#ofClient.penalty(key);
      else await this.#ofClient.delete(key);
      return result;
    } finally {
      if (!failed) await this.#ofAll.reward(target);
    }
  }
}

function limiterOf({ failures, seconds }: AllowedFailures): RateLimiterMemory {
  return new RateLimiterMemory({ points: failures, duration: seconds });
}

function tooMany({ msBeforeNext }: RateLimiterRes): TooManyAttemptsError {
  return new TooManyAttemptsError(Math.max(1, Math.ceil(msBeforeNext / 1000)));
}
