import { LINK_TYPE } from '../events/link.js';
import type { EventStore } from '../store/event-store.js';
import { type GroupId, parkedStream } from './group-id.js';
import { parkedLink, submitWrite, truncate } from './group-writes.js';
import { type Mark, type Message, newMessage } from './message.js';
import { originalEvent, originalId } from './original-event.js';

const NOWHERE: Mark = { position: -1, count: 0 };

/**
 * The messages that a group has given up on, as links in a stream. A replayed link is hidden only when its message has been
 * dealt with: when the node dies before, it is still parked. (EventStoreDB hides it when the replay begins.)
 */
export class ParkedMessages {
  readonly #stream: string;
  /** Replayed messages, in their order; those at the front are not dealt with. */
  #replaying: Message[] = [];
  /** The first revision that was not replayed since the node runs. */
  #replayedTo = 0;
  #isTruncating = false;

  constructor(
    readonly store: EventStore,
    id: GroupId,
    /** Whether the group delivers what links lead to. */
    readonly resolvesLinks: boolean,
  ) {
    this.#stream = parkedStream(id);
  }

  /** How many wait to be replayed. */
  get count(): number {
    return Math.max(0, this.store.view(this.#stream).lastRevision + 1 - this.#first);
  }

  /** Resolves when the link to a message is durable. */
  park(message: Message, reason: string): Promise<void> {
    const number = message.place.stream ? message.place.revision : this.#revisionOf(message);
    const link = parkedLink(this.#targetOf(message), reason, number, this.store.now());
    return submitWrite(this.store, (writer) => {
      writer.append(writer.view(this.#stream), [link]);
    });
  }

  /**
   * Takes the messages to be delivered again.
   *
   * @param before the revision in the parked stream to stop at; all of them unless told
   */
  replay(before = Number.POSITIVE_INFINITY): readonly Message[] {
    const { entry, lastRevision } = this.store.view(this.#stream);
    const messages: Message[] = [];
    const end = Math.min(before, lastRevision + 1);
    for (let revision = this.#first; revision < end; revision++) {
      const place = { event: entry!.events[revision]!, stream: entry, revision };
      messages.push(newMessage(place, originalId(this.store, place), NOWHERE, true));
    }
    this.#replaying.push(...messages);
    this.#replayedTo = Math.max(this.#replayedTo, end);
    return messages;
  }

  /** A replayed message has been dealt with. */
  replayed(): void {
    const open = this.#replaying.findIndex((message) => !message.isDone);
    if (open === 0 || this.#isTruncating) return;
    this.#replaying = open < 0 ? [] : this.#replaying.slice(open);
    const before = this.#replaying[0]?.place.revision ?? this.#replayedTo;
    this.#isTruncating = true;
    submitWrite(this.store, (writer) => truncate(writer, this.#stream, before)).then(
      () => {
        this.#isTruncating = false;
        if (this.#replaying[0]?.isDone) this.replayed();
      },
      () => {},
    );
  }

  get #first(): number {
    return Math.max(this.#replayedTo, this.store.view(this.#stream).firstReadable(this.store.now()));
  }

  #revisionOf({ place }: Message): number {
    return this.store.index.events.revision[place.event]!;
  }

  /** A link that led nowhere is parked as what it says. */
  #targetOf({ place, isReplayed }: Message): string {
    const event = originalEvent(this.store, place);
    if (event.type === LINK_TYPE && (isReplayed || this.resolvesLinks)) return event.data.toString('utf8');
    return `${event.revision === 'tombstone' ? 2n ** 63n - 1n : event.revision}@${event.stream}`;
  }
}
