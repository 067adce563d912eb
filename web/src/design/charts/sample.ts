/** A value at a moment, `at` in ms since the epoch. */
export interface Sample {
  readonly at: number;
  readonly value: number;
}

/** What samples come to; undefined of none. */
export interface SampleSummary {
  readonly latest: number;
  readonly least: number;
  readonly most: number;
  /** From the first sample to the last, in ms. */
  readonly spanMs: number;
}

/** @param samples in the order of their time */
export function summaryOf(samples: readonly Sample[]): SampleSummary | undefined {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const values = samples.map(({ value }) => value);
  return {
    latest: last.value,
    least: Math.min(...values),
    most: Math.max(...values),
    spanMs: last.at - first.at,
  };
}
