import type { StreamEntry } from '../index/stream-entry.js';
import type { EventStore } from '../store/event-store.js';
import type { EventFrames } from './event-frames.js';
import { type EventSource, FELL_BEHIND_BY, type Progress } from './event-source.js';
import type { FrameWriter } from './frame-writer.js';
import { streamDeleted } from './errors.js';
import { caughtUp, fellBehind } from './read-messages.js';

/** Where a subscription to a stream begins: behind a revision. */
export type StreamStart = 'start' | 'end' | { readonly revision: number };

/**
 * A catch-up subscription to one stream: stored events, `caughtUp`, then events as they become visible. On a stream that
 * is not there (never written, or soft-deleted) it has not caught up before the first event. It fails after the tombstone.
 */
export class StreamSubscription implements EventSource {
  #entry: StreamEntry | undefined;
  #next: number;
  #isLive = false;
  #ignoresTombstone: boolean;

  constructor(
    readonly name: string,
    from: StreamStart,
    readonly store: EventStore,
    readonly events: EventFrames,
  ) {
    const view = store.view(name);
    this.#entry = view.entry;
    this.#ignoresTombstone = view.isUnreadable;
    if (from === 'start') this.#next = 0;
    else if (from === 'end') this.#next = view.lastRevision + 1;
    else this.#next = from.revision + 1;
  }

  fill(frames: FrameWriter): Progress {
    this.#entry ??= this.store.index.streams.find(this.name);
    const entry = this.#entry;
    if (!entry) return 'idle';
    const last = entry.lastRevision(this.store.visible);
    if (!this.#isLive && !this.#beginStored(last)) return this.#end(frames, entry);
    if (this.#isLive && last - this.#next >= FELL_BEHIND_BY) {
      this.#isLive = false;
      frames.message(fellBehind);
    }
    while (this.#next <= last) {
      if (frames.isFull) return 'more';
      this.events.addOf(frames, entry, this.#next++);
    }
    if (!this.#isLive) {
      this.#isLive = true;
      frames.message(caughtUp);
    }
    return this.#end(frames, entry);
  }

  /** Skips what may not be read. Answers whether the stream is there. */
  #beginStored(last: number): boolean {
    if (this.#ignoresTombstone) return true;
    if (last < 0) return false;
    const view = this.store.view(this.name);
    if (view.isSoftDeleted) return false;
    this.#next = Math.max(this.#next, Math.min(view.firstReadable(this.store.now()), last + 1));
    return true;
  }

  #end(frames: FrameWriter, entry: StreamEntry): Progress {
    if (this.#ignoresTombstone || !entry.isTombstoned(this.store.visible)) return 'idle';
    this.events.add(frames, entry.tombstone);
    return streamDeleted(this.name);
  }
}
