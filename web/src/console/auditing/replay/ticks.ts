/** A mark on the slider. */
export interface Tick {
  readonly revision: number;
  /** Where it stands, 0 to 1. */
  readonly at: number;
}

/** A mark for each event of a stream, or for every so many where there are more than `most`; always for the last one. */
export function ticks(last: number, most: number): readonly Tick[] {
  if (last <= 0) return [{ revision: 0, at: 0 }];
  const step = niceStep((last + 1) / most);
  const marks: Tick[] = [];
  for (let revision = 0; revision < last; revision += step) marks.push({ revision, at: revision / last });
  // The one before would touch it.
  if (marks.length > 1 && last - (marks.at(-1)?.revision ?? 0) < step / 2) marks.pop();
  return [...marks, { revision: last, at: 1 }];
}

/** The smallest of 1, 2, 5, 10, 20, … that is at least `least`. */
function niceStep(least: number): number {
  for (let power = 1; ; power *= 10) {
    for (const factor of [1, 2, 5]) if (factor * power >= least) return factor * power;
  }
}
