/** How long an observation counts: after this time its weight has fallen to 1/e. */
const DECAY_MS = 10_000;

/**
 * An exponentially weighted moving average of latencies that follows a rise at once and a fall slowly, as Finagle's
 * "peak EWMA" does: an instance that has become slow is spared from the first slow answer on.
 */
export class PeakEwma {
  #value = 0;
  #at = 0;

  /** Takes in a latency that was observed at `now`, both in milliseconds. */
  observe(latencyMs: number, now: number): void {
    const weight = Math.exp((this.#at - now) / DECAY_MS);
    this.#value = latencyMs > this.#value ? latencyMs : this.#value * weight + latencyMs * (1 - weight);
    this.#at = now;
  }

  /** The average at `now`; fades while nothing is observed, so that a spared instance gets its chance. 0 = unknown. */
  at(now: number): number {
    return this.#value * Math.exp((this.#at - now) / DECAY_MS);
  }
}
