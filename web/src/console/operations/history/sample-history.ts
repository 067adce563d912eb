import type { Sample } from '../../../design/charts/sample.js';

const NOTHING: readonly Sample[] = [];

/** The latest samples of any number of values, for as long as the tab is open: pages come and go, the history stays. */
export class SampleHistory {
  readonly #samples = new Map<string, readonly Sample[]>();
  readonly #listeners = new Set<() => void>();

  /** @param keepMs how far back samples are kept from the latest one of the same value */
  constructor(readonly keepMs: number) {}

  /** Takes in what values were at a moment, by key; moments that are not later than the last one are passed over. */
  record(at: number, values: Readonly<Record<string, number>>): void {
    for (const [key, value] of Object.entries(values)) {
      const before = this.samples(key);
      if (at <= (before.at(-1)?.at ?? -Infinity)) continue;
      this.#samples.set(key, [...before.filter((sample) => sample.at >= at - this.keepMs), { at, value }]);
    }
    for (const listener of this.#listeners) listener();
  }

  /** The samples of a value in order; the same array as long as none comes. */
  samples(key: string): readonly Sample[] {
    return this.#samples.get(key) ?? NOTHING;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}
