import type { Sample } from './sample.js';

/** What a line is drawn in. The time runs from left to right, values from the bottom up, starting with 0. */
export interface LineFrame {
  readonly width: number;
  readonly height: number;
  /** The moments at the left and right edge, in ms. */
  readonly from: number;
  readonly to: number;
  /** The value at the top. */
  readonly top: number;
  /** Between samples further apart than this nobody looked, and no line is drawn. In ms. */
  readonly gapMs: number;
}

/** A point of a drawing. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The samples within the frame as pieces of a line, a gap between one piece and the next. */
export function linePieces(samples: readonly Sample[], frame: LineFrame): Point[][] {
  const { width, height, from, to, top, gapMs } = frame;
  const pieces: Point[][] = [];
  let before: number | undefined;
  for (const { at, value } of samples) {
    if (at < from || at > to) continue;
    if (before === undefined || at - before > gapMs) pieces.push([]);
    const x = ((at - from) / (to - from)) * width;
    const y = height - (Math.min(Math.max(value, 0), top) / top) * height;
    pieces.at(-1)!.push({ x: rounded(x), y: rounded(y) });
    before = at;
  }
  return pieces;
}

/** The path of a line through points; a single point is a dash as long as the line is thick. */
export function linePath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  if (rest.length === 0) return `M${first.x},${first.y}h0.01`;
  return `M${first.x},${first.y}${rest.map(({ x, y }) => `L${x},${y}`).join('')}`;
}

/** The path around what is between a line and the bottom. */
export function areaPath(points: readonly Point[], height: number): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || points.length === 1) return '';
  return `${linePath(points)}L${last.x},${height}L${first.x},${height}Z`;
}

/** A round value at or above `most`, for the top of a scale: 1, 2 or 5 times a power of ten; `least` when that is more. */
export function roundTop(most: number, least: number): number {
  if (most <= least) return least;
  const power = 10 ** Math.floor(Math.log10(most));
  const factor = [1, 2, 5, 10].find((one) => one * power >= most) ?? 10;
  return factor * power;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
