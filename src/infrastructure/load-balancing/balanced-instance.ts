import type { Dispatcher } from 'undici';
import type { ServiceInstance } from '../discovery/service-instance.js';
import { Ejection } from './ejection.js';
import { PeakEwma } from './peak-ewma.js';

/** The share of requests that an instance gets at the beginning of its slow start. */
const FIRST_SHARE = 0.1;
/** How long an instance in its slow start is kept waiting for a request, in milliseconds. */
const PATIENCE_MS = 500;

/** One instance of a service, and what its balancer knows about it. Times in milliseconds of a monotonic clock. */
export class BalancedInstance {
  /** Requests under way. */
  inFlight = 0;
  latency = new PeakEwma();
  readonly ejection = new Ejection();
  /** Since when it gets requests; -Infinity = as long as one can think. */
  #startedAt: number;
  #lastChosenAt = -Infinity;
  #wasOut = false;

  constructor(
    readonly instance: ServiceInstance,
    readonly connections: Dispatcher,
    startedAt: number,
  ) {
    this.#startedAt = startedAt;
  }

  /** What share of its requests the instance may get at `now`: rises from 0.1 to 1 during its slow start. */
  share(now: number, slowStartMs: number): number {
    const age = now - this.#startedAt;
    return age >= slowStartMs ? 1 : Math.max(FIRST_SHARE, age / slowStartMs);
  }

  /**
   * Whether the next request should be this one's, for all that its share is small: with few requests, chance alone would
   * leave a new instance without any for seconds. One that has not answered yet gets no second request this way.
   */
  isOwedOne(now: number, slowStartMs: number): boolean {
    return this.inFlight === 0 && now - this.#lastChosenAt >= PATIENCE_MS && this.share(now, slowStartMs) < 1;
  }

  /** Must be called with each request that it gets. */
  chosen(now: number): void {
    this.inFlight += 1;
    this.#lastChosenAt = now;
  }

  /**
   * Whether the instance is in at `now`. One that has just come back begins a slow start, and is measured anew: what it took
   * in the time of its trouble would keep requests away from it long after.
   */
  isIn(now: number): boolean {
    const isOut = this.ejection.isOut(now);
    if (this.#wasOut && !isOut) {
      this.#startedAt = now;
      this.latency = new PeakEwma();
    }
    this.#wasOut = isOut;
    return !isOut;
  }
}
