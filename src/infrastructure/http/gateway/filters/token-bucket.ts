/** Holds up to `capacity` tokens and gets `perSecond` new ones each second. */
export class TokenBucket {
  #tokens: number;
  #at: number;

  /** @param now milliseconds of a monotonic clock */
  constructor(
    private readonly capacity: number,
    private readonly perSecond: number,
    now: number,
  ) {
    this.#tokens = capacity;
    this.#at = now;
  }

  /**
   * Takes a token.
   * @returns 0 when there was one, else the milliseconds until there will be
   */
  take(now: number): number {
    this.#tokens = Math.min(this.capacity, this.#tokens + ((now - this.#at) * this.perSecond) / 1000);
    this.#at = now;
    if (this.#tokens < 1) return ((1 - this.#tokens) * 1000) / this.perSecond;
    this.#tokens -= 1;
    return 0;
  }
}
