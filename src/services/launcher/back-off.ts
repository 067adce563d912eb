const firstMs = 100;
const longestMs = 5_000;

/** How long to wait before each restart: quick at first, then ever slower, until the process has served again. */
export class BackOff {
  private nextMs = firstMs;

  /** The wait before the restart that is due now, in milliseconds. */
  next(): number {
    const wait = this.nextMs;
    this.nextMs = Math.min(this.nextMs * 2, longestMs);
    return wait;
  }

  /** The process served: should it die again, the restart is quick. */
  reset(): void {
    this.nextMs = firstMs;
  }
}
