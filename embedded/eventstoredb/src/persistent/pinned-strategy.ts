import type { ConsumerStrategy } from './consumer-strategy.js';
import type { Consumer } from './consumer.js';
import type { Message } from './message.js';

/** What messages must have in common to go to the same consumer. */
export type PinKey = (message: Message) => string;

const BUCKETS = 1024;

/**
 * Messages with the same key go to the same consumer as long as it stays: keys are hashed into buckets, each of which
 * belongs to a consumer. Who comes later takes over buckets, those with nothing in flight first; when the consumer of a
 * message has no room the message waits, and others pass it.
 */
export class PinnedStrategy implements ConsumerStrategy {
  readonly #buckets: (Consumer | undefined)[] = Array<Consumer | undefined>(BUCKETS).fill(undefined);
  readonly #owned = new Map<Consumer, number>();
  /** To tell a message's key the event must be read, and a message that waits is offered again and again. */
  readonly #bucketsOfMessages = new WeakMap<Message, number>();

  constructor(readonly keyOf: PinKey) {}

  add(consumer: Consumer): void {
    this.#owned.set(consumer, 0);
    const assigned = this.#buckets.filter((owner) => owner !== undefined).length;
    const share = Math.ceil(assigned / this.#owned.size);
    for (const [other, count] of this.#owned) {
      if (other !== consumer && count > share) this.#move(other, consumer, count - share);
    }
  }

  remove(consumer: Consumer): void {
    this.#owned.delete(consumer);
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      if (this.#buckets[bucket] === consumer) this.#buckets[bucket] = undefined;
    }
  }

  choose(message: Message): Consumer | 'waits' | 'nobody' {
    if (![...this.#owned.keys()].some((consumer) => consumer.hasRoom)) return 'nobody';
    const bucket = this.#bucketOf(message);
    const owner = this.#buckets[bucket] ?? this.#assign(bucket);
    return owner.hasRoom ? owner : 'waits';
  }

  #assign(bucket: number): Consumer {
    const [owner, count] = [...this.#owned].reduce((least, next) => (next[1] < least[1] ? next : least));
    this.#buckets[bucket] = owner;
    this.#owned.set(owner, count + 1);
    return owner;
  }

  #move(from: Consumer, to: Consumer, count: number): void {
    const busy = new Set([...from.inFlight].map((message) => this.#bucketOf(message)));
    const owned = this.#buckets.flatMap((owner, bucket) => (owner === from ? [bucket] : []));
    const idleFirst = owned.toSorted((a, b) => Number(busy.has(a)) - Number(busy.has(b)));
    for (const bucket of idleFirst.slice(0, count)) this.#buckets[bucket] = to;
    this.#owned.set(from, this.#owned.get(from)! - count);
    this.#owned.set(to, this.#owned.get(to)! + count);
  }

  #bucketOf(message: Message): number {
    let bucket = this.#bucketsOfMessages.get(message);
    if (bucket === undefined) {
      bucket = hash(this.keyOf(message)) % BUCKETS;
      this.#bucketsOfMessages.set(message, bucket);
    }
    return bucket;
  }
}

/** FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/), over the code units of a text. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  return value >>> 0;
}
