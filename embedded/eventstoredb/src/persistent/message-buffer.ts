import type { Message } from './message.js';

/** What came of offering a message: it left, it waits for a certain consumer, or nobody has room. */
export type Offer = 'sent' | 'waits' | 'nobody';

/** The messages that wait for a consumer: first those to be delivered again, then new ones in their order. */
export class MessageBuffer {
  readonly #again: Message[] = [];
  readonly #fresh: Message[] = [];

  get againCount(): number {
    return this.#again.length;
  }

  get freshCount(): number {
    return this.#fresh.length;
  }

  /** Takes a new message, behind all others. */
  add(message: Message): void {
    this.#fresh.push(message);
  }

  /** Takes a message that is to be delivered again, or a parked one: parked ones first, then in the order of the feed. */
  addAgain(message: Message): void {
    let at = this.#again.length;
    while (at > 0 && comesBefore(message, this.#again[at - 1]!)) at--;
    this.#again.splice(at, 0, message);
  }

  /** Offers the messages in their order, until nobody has room. Answers how many left. */
  offer(give: (message: Message) => Offer): number {
    let sent = 0;
    for (const list of [this.#again, this.#fresh]) {
      for (let at = 0; at < list.length;) {
        const offer = give(list[at]!);
        if (offer === 'nobody') return sent;
        if (offer === 'waits') at++;
        else {
          list.splice(at, 1);
          sent++;
        }
      }
    }
    return sent;
  }
}

function comesBefore(a: Message, b: Message): boolean {
  if (a.isReplayed !== b.isReplayed) return a.isReplayed;
  return a.isReplayed ? a.place.revision < b.place.revision : a.before.count < b.before.count;
}
