/** The value below which the given share of the numbers lies (nearest rank); NaN of none. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Median and 99th percentile of durations in milliseconds, as text. */
export function p50p99(durations: readonly number[]): string {
  return `${percentile(durations, 0.5).toFixed(1)} / ${percentile(durations, 0.99).toFixed(1)} ms`;
}
