import type { EventStore } from '../store/event-store.js';
import { type EventSelection, FilterMatcher } from '../streams/filter.js';
import type { MessageFeed } from './consumer-group.js';
import { BOOKKEEPING_STREAMS } from './group-id.js';
import { type Mark, type Message, newMessage } from './message.js';
import { originalId } from './original-event.js';

/** The events of `$all` that a filter selects, without those that groups themselves are kept in. */
export class AllFeed implements MessageFeed {
  readonly #filter: FilterMatcher | undefined;
  readonly #bookkeeping: FilterMatcher;
  #next: number;
  #position: number;
  #count = 0;

  /** @param first the first position that is delivered */
  constructor(
    readonly store: EventStore,
    filter: EventSelection | undefined,
    readonly first: number,
  ) {
    const { index } = store;
    this.#filter = filter && new FilterMatcher(filter, index);
    this.#bookkeeping = new FilterMatcher({ by: 'stream', match: { regex: BOOKKEEPING_STREAMS } }, index);
    this.#next = index.events.firstAtOrAfter(first);
    this.#position = this.#next - 1;
  }

  get mark(): Mark {
    return { position: this.#position, count: this.#count };
  }

  read(count: number): readonly Message[] {
    const { visible, index } = this.store;
    const messages: Message[] = [];
    for (; this.#next < visible && messages.length < count; this.#next++) {
      const event = this.#next;
      if (index.events.position[event]! < this.first || this.#bookkeeping.matches(event)) continue;
      if (!this.#filter || this.#filter.matches(event)) {
        const place = { event, stream: undefined, revision: 0 };
        messages.push(newMessage(place, originalId(this.store, place), this.mark));
      }
      this.#position = event;
      this.#count++;
    }
    return messages;
  }
}
