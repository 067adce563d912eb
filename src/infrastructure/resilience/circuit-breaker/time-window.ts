import type { Clock } from '../../../application/clock.js';
import { type SlidingWindow, Tally, type WindowCounts, countsOf } from './sliding-window.js';

/** The calls that ended within the last `size` seconds, the running one included: one sum for each second. */
export class TimeWindow implements SlidingWindow {
  readonly type = 'TIME_BASED';
  readonly #seconds: readonly Tally[];
  readonly #sum = new Tally();
  readonly #clock: Clock;
  #newest: number;

  constructor(
    readonly size: number,
    clock: Clock,
  ) {
    this.#clock = clock;
    this.#seconds = Array.from({ length: size }, () => new Tally());
    this.#newest = this.#second();
  }

  record(call: { readonly failed: boolean; readonly slow: boolean }): void {
    this.#moveOn();
    const counts = countsOf(call);
    this.#at(this.#newest).add(counts);
    this.#sum.add(counts);
  }

  counts(): WindowCounts {
    this.#moveOn();
    return this.#sum;
  }

  /** Drops the seconds that have left the window. A clock that is set back leaves it as it is. */
  #moveOn(): void {
    const now = this.#second();
    const passed = Math.min(Math.max(0, now - this.#newest), this.size);
    for (let step = 1; step <= passed; step++) {
      const gone = this.#at(this.#newest + step);
      this.#sum.add(gone, -1);
      gone.clear();
    }
    this.#newest = Math.max(now, this.#newest);
  }

  #at(second: number): Tally {
    return this.#seconds[second % this.size] as Tally;
  }

  #second(): number {
    return Math.floor(this.#clock.now().getTime() / 1000);
  }
}
