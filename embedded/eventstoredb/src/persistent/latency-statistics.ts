/** How many measurements are looked back on. */
const WINDOW = 1000;

/** The names that clients know, with the share of the measurements that is not above the value. */
const PERCENTILES: readonly (readonly [name: string, share: number])[] = [
  ['Median', 0.5],
  ['Fastest', 0],
  ['Quintile 1', 0.2],
  ['Quintile 2', 0.4],
  ['Quintile 3', 0.6],
  ['Quintile 4', 0.8],
  ['Quintile 5', 1],
  ['90%', 0.9],
  ['95%', 0.95],
  ['99%', 0.99],
  ['99.5%', 0.995],
  ['99.9%', 0.999],
  ['Highest', 1],
];

/** How long a consumer took for its last messages. */
export class LatencyStatistics {
  readonly #measurements: number[] = [];
  #next = 0;

  /** @param milliseconds between delivery and answer */
  add(milliseconds: number): void {
    this.#measurements[this.#next] = milliseconds;
    this.#next = (this.#next + 1) % WINDOW;
  }

  /** Milliseconds by EventStoreDB's names; nothing when nothing was measured. */
  summary(): readonly (readonly [name: string, milliseconds: number])[] {
    const sorted = this.#measurements.toSorted((a, b) => a - b);
    if (sorted.length === 0) return [];
    const mean = Math.round(sorted.reduce((sum, value) => sum + value, 0) / sorted.length);
    return [
      ['Mean', mean],
      ...PERCENTILES.map(
        ([name, share]) => [name, sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!] as const,
      ),
    ];
  }
}
