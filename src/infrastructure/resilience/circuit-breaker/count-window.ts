import { type SlidingWindow, Tally, type WindowCounts, countsOf } from './sliding-window.js';

/** The last `size` calls. */
export class CountWindow implements SlidingWindow {
  readonly type = 'COUNT_BASED';
  readonly #calls: WindowCounts[] = [];
  readonly #sum = new Tally();
  #oldest = 0;

  constructor(readonly size: number) {}

  record(call: { readonly failed: boolean; readonly slow: boolean }): void {
    const counts = countsOf(call);
    this.#sum.add(counts);
    if (this.#calls.length < this.size) {
      this.#calls.push(counts);
      return;
    }
    this.#sum.add(this.#calls[this.#oldest] as WindowCounts, -1);
    this.#calls[this.#oldest] = counts;
    this.#oldest = (this.#oldest + 1) % this.size;
  }

  counts(): WindowCounts {
    return this.#sum;
  }
}
