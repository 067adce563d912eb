import type { EventStore } from '../store/event-store.js';
import type { EventFrames } from './event-frames.js';
import { type EventSource, FELL_BEHIND_BY, LONGEST_SCAN, type Progress } from './event-source.js';
import { type EventFilter, FilterMatcher } from './filter.js';
import type { FrameWriter } from './frame-writer.js';
import { caughtUp, checkpoint, fellBehind } from './read-messages.js';

/** Where a subscription to `$all` begins: behind a position. */
export type AllStart = 'start' | 'end' | { readonly position: number | bigint };

/** A catch-up subscription to `$all`: stored events, `caughtUp`, then events as they become visible. */
export class AllSubscription implements EventSource {
  readonly #filter: FilterMatcher | undefined;
  readonly #checkpointAfter: number;
  #next: number;
  #isLive = false;
  #examined = 0;

  constructor(
    from: AllStart,
    filter: EventFilter | undefined,
    readonly store: EventStore,
    readonly events: EventFrames,
  ) {
    this.#next = firstBehind(from, store);
    this.#filter = filter && new FilterMatcher(filter, store.index);
    this.#checkpointAfter = filter
      ? Math.max(1, filter.window) * Math.max(1, filter.checkpointInterval)
      : Number.POSITIVE_INFINITY;
  }

  fill(frames: FrameWriter): Progress {
    const { visible } = this.store;
    if (this.#isLive && visible - this.#next > FELL_BEHIND_BY) {
      this.#isLive = false;
      frames.message(fellBehind);
    }
    for (let scanned = 0; this.#next < visible; scanned++) {
      if (frames.isFull || scanned === LONGEST_SCAN) return 'more';
      const event = this.#next++;
      this.#examined++;
      if (!this.#filter || this.#filter.matches(event)) this.events.add(frames, event);
      if (this.#examined >= this.#checkpointAfter) this.#checkpoint(frames);
    }
    if (!this.#isLive) {
      if (this.#filter && this.#examined > 0) this.#checkpoint(frames);
      this.#isLive = true;
      frames.message(caughtUp);
    }
    return 'idle';
  }

  #checkpoint(frames: FrameWriter): void {
    this.#examined = 0;
    frames.message(checkpoint(this.store.index.events.position[this.#next - 1]!));
  }
}

function firstBehind(from: AllStart, store: EventStore): number {
  if (from === 'start') return 0;
  if (from === 'end') return store.visible;
  return Math.min(store.visible, store.index.events.firstAtOrAfter(BigInt(from.position) + 1n));
}
