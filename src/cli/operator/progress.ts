import type { Output } from './output.js';

const barWidth = 24;
const showEveryMs = 200;

/** Shows how far something long is, with its rate and the time left; on a terminal only. */
export class Progress {
  readonly #started = performance.now();
  #shownAt = 0;

  /** @param unit what `done` counts, for the rate */
  constructor(
    private readonly output: Output,
    private readonly what: string,
    private readonly unit: string,
  ) {}

  /** @param share of the whole, from 0 to 1; undefined when the whole is not known */
  show(done: number, share: number | undefined, more = ''): void {
    const now = performance.now();
    if (this.output.transient === undefined || now - this.#shownAt < showEveryMs) return;
    this.#shownAt = now;
    const seconds = (now - this.#started) / 1_000;
    this.output.transient(progressLine(this.what, this.unit, done, share, seconds) + more);
  }

  /** Clears the line. */
  end(): void {
    if (this.#shownAt > 0) this.output.transient?.('');
  }
}

/** `export [######------] 50% 1,200 events, 400/s, 3 s left`. */
function progressLine(
  what: string,
  unit: string,
  done: number,
  share: number | undefined,
  seconds: number,
): string {
  const rate = `${Math.round(done / Math.max(seconds, 0.001)).toLocaleString('en')}/s`;
  const figures = `${done.toLocaleString('en')} ${unit}, ${rate}`;
  if (share === undefined) return `${what} ${figures}`;
  const known = Math.min(1, Math.max(0, share));
  const filled = Math.round(known * barWidth);
  const bar = '#'.repeat(filled) + '-'.repeat(barWidth - filled);
  const left = known > 0 ? `, ${Math.ceil((seconds * (1 - known)) / known)} s left` : '';
  return `${what} [${bar}] ${Math.floor(known * 100)}% ${figures}${left}`;
}
