import type { StreamEntry } from '../index/stream-entry.js';
import type { EventStore } from '../store/event-store.js';
import type { MessageFeed } from './consumer-group.js';
import { type Mark, type Message, newMessage } from './message.js';
import { originalId } from './original-event.js';

/** The events of one stream, written or kept up by the server. */
export class StreamFeed implements MessageFeed {
  #entry: StreamEntry | undefined;
  #next: number;
  #count = 0;
  #mark: Mark;

  /** @param first the first revision that is delivered */
  constructor(
    readonly store: EventStore,
    readonly name: string,
    first: number,
  ) {
    this.#next = first;
    this.#mark = { position: first - 1, count: 0 };
  }

  get mark(): Mark {
    return this.#mark;
  }

  read(count: number): readonly Message[] {
    this.#entry ??= this.store.index.streams.find(this.name);
    const entry = this.#entry;
    if (!entry || entry.lastRevision(this.store.visible) < this.#next) return [];
    const view = this.store.view(this.name);
    if (view.isUnreadable || view.isSoftDeleted) return [];
    const last = view.lastRevision;
    const messages: Message[] = [];
    this.#next = Math.max(this.#next, view.firstReadable(this.store.now()));
    while (this.#next <= last && messages.length < count) {
      const revision = this.#next++;
      const place = { event: entry.events[revision]!, stream: entry, revision };
      messages.push(newMessage(place, originalId(this.store, place), this.#mark));
      this.#mark = { position: revision, count: ++this.#count };
    }
    return messages;
  }
}
