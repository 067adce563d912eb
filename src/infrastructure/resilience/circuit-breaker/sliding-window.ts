/** How many calls a window holds, and how many of them failed, were slow, or both. */
export interface WindowCounts {
  readonly total: number;
  readonly failed: number;
  readonly slow: number;
  readonly slowFailed: number;
}

/** The most recent calls, summed up. */
export interface SlidingWindow {
  readonly type: 'COUNT_BASED' | 'TIME_BASED';
  /** In calls or in seconds. */
  readonly size: number;
  record(call: { readonly failed: boolean; readonly slow: boolean }): void;
  counts(): WindowCounts;
}

/** A sum that calls are added to and taken from. */
export class Tally implements WindowCounts {
  total = 0;
  failed = 0;
  slow = 0;
  slowFailed = 0;

  add({ total, failed, slow, slowFailed }: WindowCounts, sign: 1 | -1 = 1): void {
    this.total += sign * total;
    this.failed += sign * failed;
    this.slow += sign * slow;
    this.slowFailed += sign * slowFailed;
  }

  clear(): void {
    this.total = this.failed = this.slow = this.slowFailed = 0;
  }
}

/** One call as a window counts it. */
export function countsOf({
  failed,
  slow,
}: {
  readonly failed: boolean;
  readonly slow: boolean;
}): WindowCounts {
  return { total: 1, failed: Number(failed), slow: Number(slow), slowFailed: Number(failed && slow) };
}
