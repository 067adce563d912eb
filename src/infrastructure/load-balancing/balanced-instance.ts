import type { Dispatcher } from 'undici';
import type { ServiceInstance } from '../discovery/service-instance.js';
import { Ejection } from './ejection.js';
import { PeakEwma } from './peak-ewma.js';

/** The share of requests that an instance gets at the beginning of its slow start. */
const FIRST_SHARE = 0.1;

/** One instance of a service, and what its balancer knows about it. Times in milliseconds of a monotonic clock. */
export class BalancedInstance {
  /** Requests under way. */
  inFlight = 0;
  readonly latency = new PeakEwma();
  readonly ejection = new Ejection();
  /** Since when it gets requests; -Infinity = as long as one can think. */
  #startedAt: number;
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

  /** Whether the instance is in at `now`; one that has just come back begins a slow start. */
  isIn(now: number): boolean {
    const isOut = this.ejection.isOut(now);
    if (this.#wasOut && !isOut) this.#startedAt = now;
    this.#wasOut = isOut;
    return !isOut;
  }
}
