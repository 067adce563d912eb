import type { Clock } from '../../application/clock.js';
import type { EventStore } from '../../application/event-store.js';
import type { Document } from '../../application/read-models/document.js';
import type { ReadModel } from '../../application/read-models/read-model.js';
import { TransientError } from '../../application/transient-error.js';
import type { Projection } from '../projection.js';
import { documentHistory } from './document-history.js';

interface Watcher {
  readonly id: string;
  readonly seen: number;
  /** Tells the revision that the read model shows now. */
  readonly wake: (revision: number) => void;
  readonly fail: (error: unknown) => void;
}

/** What documents are watched by. */
export interface DocumentWatchParts<View extends Document> {
  readonly projection: Projection<View>;
  readonly readModel: Pick<ReadModel<View>, 'getMany'>;
  readonly eventStore: Pick<EventStore, 'readStream'>;
  readonly clock: Clock;
  /** Between two looks at the documents that somebody watches, in ms. Default 200. */
  readonly pollMs?: number;
}

/**
 * Tells how single documents change. It looks at the read model, whichever instance fills it: one query at a time for all
 * that are watched, none while nobody watches. Revisions that a look has missed are folded from the document's stream, so
 * that each one is told, in order.
 */
export class DocumentWatch<View extends Document> {
  readonly #watchers = new Set<Watcher>();
  #looking = false;

  constructor(private readonly parts: DocumentWatchParts<View>) {}

  /** How many wait for a change. */
  get watchers(): number {
    return this.#watchers.size;
  }

  /**
   * The document at each revision behind `after`, as soon as the read model shows it, until `signal` aborts. Stores that are
   * away are waited for. @throws whatever the projection throws, or the read model beyond a `TransientError`
   */
  async *changes(id: string, after: number, signal: AbortSignal): AsyncGenerator<View> {
    let last: View | undefined;
    let seen = after;
    while (!signal.aborted) {
      const shown = await this.#changed(id, seen, signal);
      try {
        for await (const document of documentHistory(
          this.parts.projection,
          this.parts.eventStore,
          id,
          last,
        )) {
          if (signal.aborted || document.revision > shown) break;
          last = document;
          if (document.revision <= seen) continue;
          seen = document.revision;
          yield document;
        }
      } catch (error) {
        if (!(error instanceof TransientError)) throw error;
        await this.#pause(signal);
      }
    }
  }

  /** The document's revision once that is past `seen`; `seen` when `signal` aborts. */
  async #changed(id: string, seen: number, signal: AbortSignal): Promise<number> {
    if (signal.aborted) return seen;
    let watcher: Watcher | undefined;
    let stop: (() => void) | undefined;
    try {
      return await new Promise<number>((wake, fail) => {
        watcher = { id, seen, wake, fail };
        stop = () => wake(seen);
        signal.addEventListener('abort', stop);
        this.#watchers.add(watcher);
        if (!this.#looking) void this.#look();
      });
    } finally {
      if (watcher !== undefined) this.#watchers.delete(watcher);
      if (stop !== undefined) signal.removeEventListener('abort', stop);
    }
  }

  async #look(): Promise<void> {
    this.#looking = true;
    while (this.#watchers.size > 0) {
      const watchers = [...this.#watchers];
      try {
        const found = await this.parts.readModel.getMany([...new Set(watchers.map(({ id }) => id))]);
        const revisions = new Map(found.map(({ _id, revision }) => [_id, revision]));
        for (const { id, seen, wake } of watchers) {
          const revision = revisions.get(id) ?? -1;
          if (revision > seen) wake(revision);
        }
      } catch (error) {
        if (!(error instanceof TransientError)) watchers.forEach(({ fail }) => fail(error));
      }
      await this.#pause();
    }
    this.#looking = false;
  }

  #pause(signal?: AbortSignal): Promise<void> {
    return this.parts.clock.sleep(this.parts.pollMs ?? 200, signal);
  }
}
