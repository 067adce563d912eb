/** Counts items, and how many there were since it was last asked. */
export class Rate {
  #total = 0;
  #totalThen = 0;
  #then: number | undefined;

  get total(): number {
    return this.#total;
  }

  add(): void {
    this.#total++;
  }

  /** @param now milliseconds since 1970 */
  measure(now: number): { readonly count: number; readonly perSecond: number } {
    const count = this.#total - this.#totalThen;
    const seconds = this.#then === undefined ? 0 : (now - this.#then) / 1000;
    this.#totalThen = this.#total;
    this.#then = now;
    return { count, perSecond: seconds > 0 ? Math.trunc(count / seconds) : 0 };
  }
}
