import type { Clock } from '../../application/clock.js';
import type { Randomness } from '../../application/randomness.js';
import type { LiveSettings } from '../configuration/live-settings.js';
import { Bulkhead } from './bulkhead.js';
import type { CallDeadline } from './call-deadline.js';
import { CallRejectedError } from './call-rejected-error.js';
import { CircuitBreaker, type CircuitBreakerParts } from './circuit-breaker/circuit-breaker.js';
import type { CallKind } from './circuit-breaker/call-totals.js';
import { RateLimiter } from './rate-limiter.js';
import type { ResilienceSettings } from './resilience-settings.js';
import { Retry, type Retryability } from './retry.js';
import { TimeLimiter } from './time-limiter.js';

/** What the errors of a method mean. */
export interface ErrorJudgement extends Retryability {
  /** Whether an error says that the receiver is not well; else the breaker ignores it. */
  isFailure(error: unknown): boolean;
}

/** What the policy of a method needs. */
export interface MethodPolicyParts {
  readonly settings: LiveSettings<ResilienceSettings>;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly judgement: ErrorJudgement;
  readonly onTransition?: CircuitBreakerParts['onTransition'];
}

/**
 * What every call of one remote method goes through, from the outside in: retry, circuit breaker, rate limit, time limit,
 * bulkhead. What our own limits refuse is not made again and says nothing to the breaker.
 */
export class MethodPolicy {
  readonly retry: Retry;
  readonly circuitBreaker: CircuitBreaker;
  readonly rateLimiter: RateLimiter;
  readonly timeLimiter: TimeLimiter;
  readonly bulkhead: Bulkhead;
  readonly #judgement: ErrorJudgement;

  /** @param name of the instance, for example `product-service.getProduct` */
  constructor(
    readonly name: string,
    parts: MethodPolicyParts,
  ) {
    const { settings, clock, judgement } = parts;
    this.#judgement = judgement;
    this.retry = new Retry({
      ...parts,
      isRetryable: (error) => !(error instanceof CallRejectedError) && judgement.isRetryable(error),
      retryAfterMs: (error) => judgement.retryAfterMs(error),
    });
    this.circuitBreaker = new CircuitBreaker(name, parts);
    this.rateLimiter = new RateLimiter(settings, clock);
    this.timeLimiter = new TimeLimiter(settings, clock);
    this.bulkhead = new Bulkhead(settings, clock);
  }

  /**
   * @param call one attempt; must give up when its deadline expires
   * @throws CallRejectedError, TimeLimitExceededError, or what the last attempt threw
   */
  execute<T>(call: (deadline: CallDeadline) => Promise<T>, repeatable: boolean): Promise<T> {
    return this.retry.execute(() => this.#attempt(call), repeatable);
  }

  close(): void {
    this.retry.close();
    this.timeLimiter.close();
  }

  async #attempt<T>(call: (deadline: CallDeadline) => Promise<T>): Promise<T> {
    const permit = this.circuitBreaker.acquire();
    try {
      await this.rateLimiter.acquire();
      const result = await this.timeLimiter.execute((deadline) =>
        this.bulkhead.execute(() => (deadline.expired ? Promise.reject(deadline.expired) : call(deadline))),
      );
      permit.ended('successful');
      return result;
    } catch (error) {
      permit.ended(this.#kindOf(error), error);
      throw error;
    }
  }

  #kindOf(error: unknown): CallKind {
    return !(error instanceof CallRejectedError) && this.#judgement.isFailure(error) ? 'failed' : 'ignored';
  }
}
