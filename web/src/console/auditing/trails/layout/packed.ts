/**
 * Puts things of one width into as few rows as they need, so that none covers another.
 * @param starts where each begins, ascending
 * @returns the row of each, from 0
 */
export function packed(starts: readonly number[], width: number): readonly number[] {
  const ends: number[] = [];
  return starts.map((start) => {
    const free = ends.findIndex((end) => end <= start);
    const row = free < 0 ? ends.length : free;
    ends[row] = start + width;
    return row;
  });
}
