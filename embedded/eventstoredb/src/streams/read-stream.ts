import type { StreamEntry } from '../index/stream-entry.js';
import type { EventStore } from '../store/event-store.js';
import type { EventFrames } from './event-frames.js';
import type { EventSource, Progress } from './event-source.js';
import type { FrameWriter } from './frame-writer.js';
import { firstStreamPosition, lastStreamPosition, streamNotFound } from './read-messages.js';
import type { StreamView } from './stream-view.js';

/** What is to be read of a stream. */
export interface StreamRange {
  readonly from: 'start' | 'end' | number;
  readonly count: number;
  readonly backwards: boolean;
  /** Whether the client understands messages about the stream's first and last revision. */
  readonly reportsEnds: boolean;
}

/** Reads a stretch of one stream as it is now. */
export class StreamRead implements EventSource {
  readonly #entry: StreamEntry | undefined;
  #before: Buffer | undefined;
  readonly #after: Buffer | undefined;
  readonly #step: 1 | -1;
  #next: number;
  #remaining = 0;

  constructor(
    view: StreamView,
    range: StreamRange,
    store: EventStore,
    readonly events: EventFrames,
  ) {
    const last = view.lastRevision;
    this.#entry = view.entry;
    this.#step = range.backwards ? -1 : 1;
    if (last < 0 || view.isSoftDeleted) {
      this.#next = 0;
      this.#before = streamNotFound(view.name);
      return;
    }
    const first = view.firstReadable(store.now());
    const from = range.from === 'start' ? 0 : range.from === 'end' ? last : range.from;
    if (range.backwards) {
      this.#next = Math.min(from, last);
      this.#remaining = Math.min(range.count, this.#next - first + 1);
    } else {
      this.#next = Math.max(from, first);
      this.#remaining = Math.min(range.count, last - this.#next + 1);
    }
    if (range.reportsEnds) {
      if (!range.backwards && from + range.count <= first) this.#before = firstStreamPosition(first);
      this.#after = lastStreamPosition(last);
    }
  }

  fill(frames: FrameWriter): Progress {
    if (this.#before) {
      frames.message(this.#before);
      this.#before = undefined;
    }
    while (this.#remaining > 0) {
      this.events.addOf(frames, this.#entry!, this.#next);
      this.#next += this.#step;
      this.#remaining--;
      if (frames.isFull && this.#remaining > 0) return 'more';
    }
    if (this.#after) frames.message(this.#after);
    return 'end';
  }
}
