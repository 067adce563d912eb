import type { EventStore } from '../store/event-store.js';
import type { EventFrames } from './event-frames.js';
import { type EventSource, LONGEST_SCAN, type Progress } from './event-source.js';
import type { FilterMatcher } from './filter.js';
import type { FrameWriter } from './frame-writer.js';

/** What is to be read of `$all`. A position is inclusive forwards and exclusive backwards. */
export interface AllRange {
  readonly from: 'start' | 'end' | { readonly position: number | bigint };
  /** How many events that match. */
  readonly count: number;
  readonly backwards: boolean;
  readonly filter: FilterMatcher | undefined;
}

/** Reads a stretch of the whole log as it is now. */
export class AllRead implements EventSource {
  readonly #filter: FilterMatcher | undefined;
  readonly #step: 1 | -1;
  readonly #stop: number;
  #next: number;
  #remaining: number;

  constructor(
    range: AllRange,
    store: EventStore,
    readonly events: EventFrames,
  ) {
    const { visible } = store;
    const { from } = range;
    let start = visible;
    if (from === 'start') start = 0;
    else if (from !== 'end') start = Math.min(visible, store.index.events.firstAtOrAfter(from.position));
    this.#filter = range.filter;
    this.#step = range.backwards ? -1 : 1;
    this.#next = range.backwards ? start - 1 : start;
    this.#stop = range.backwards ? -1 : visible;
    this.#remaining = range.count;
  }

  fill(frames: FrameWriter): Progress {
    for (let scanned = 0; this.#remaining > 0 && this.#next !== this.#stop; scanned++) {
      if (frames.isFull || scanned === LONGEST_SCAN) return 'more';
      const event = this.#next;
      this.#next += this.#step;
      if (this.#filter && !this.#filter.matches(event)) continue;
      this.events.add(frames, event);
      this.#remaining--;
    }
    return 'end';
  }
}
