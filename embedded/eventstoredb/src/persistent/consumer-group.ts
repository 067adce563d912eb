import { CheckpointPolicy } from './checkpoint-policy.js';
import type { Consumer } from './consumer.js';
import type { ConsumerStrategy } from './consumer-strategy.js';
import type { Mark, Message, NackAction } from './message.js';
import { MessageBuffer } from './message-buffer.js';
import { Rate } from './rate.js';
import type { GroupSettings } from './settings.js';

/** Where the messages of a group come from. */
export interface MessageFeed {
  /** How far it has been examined. */
  readonly mark: Mark;
  /** Takes the next messages that are there now. Fewer than asked for means that there are no more. */
  read(count: number): readonly Message[];
}

/** What a group has others do. */
export interface GroupEffects {
  /** Milliseconds since 1970. */
  now(): number;
  /** Stores that everything up to a mark is dealt with, then calls back. */
  storeCheckpoint(mark: Mark, stored: () => void): void;
  /** Stores a link to a message that nobody could handle, then calls back. */
  park(message: Message, reason: string, parked: () => void): void;
  /** A replayed message is dealt with, or parked anew. */
  replayed(message: Message): void;
}

/**
 * The rules of a consumer group, without I/O: messages are fetched into a bounded buffer and given to consumers that have
 * room; each is delivered again, with a greater retry count, when it is not answered in time, when its consumer leaves or
 * asks for it, until it has been retried often enough to be parked. A message counts as dealt with when it was
 * acknowledged or skipped, or when its link in the parked stream is durable; checkpoints never pass one that is not.
 */
export class ConsumerGroup {
  readonly consumers = new Set<Consumer>();
  readonly items = new Rate();
  readonly #buffer = new MessageBuffer();
  readonly #outstanding = new Map<string, Message>();
  readonly #checkpoints: CheckpointPolicy;
  #parking = 0;
  #isLive = false;
  #liveCount = 0;
  #lastKnown: Mark | undefined;
  #isStoringCheckpoint = false;

  constructor(
    readonly settings: GroupSettings,
    readonly feed: MessageFeed,
    readonly strategy: ConsumerStrategy,
    readonly effects: GroupEffects,
  ) {
    this.#checkpoints = new CheckpointPolicy(settings, feed.mark);
    this.#fetch();
  }

  /** Whether everything that the feed has is in memory. */
  get isLive(): boolean {
    return this.#isLive;
  }

  /** The numbers that `GetInfo` tells. */
  get counts() {
    const { liveBufferSize } = this.settings;
    let inFlight = 0;
    for (const consumer of this.consumers) inFlight += consumer.inFlight.size;
    return {
      read: this.#buffer.freshCount,
      live: Math.max(0, Math.min(liveBufferSize, this.#liveCount)),
      retry: this.#buffer.againCount,
      inFlight,
      outstanding: this.#outstanding.size + this.#parking,
    };
  }

  /** The last message that was fetched. */
  get lastKnown(): Mark | undefined {
    return this.#lastKnown;
  }

  /** When `tick` has something to do: milliseconds since 1970, or infinity. */
  get nextTick(): number {
    const checkpoint = this.#isStoringCheckpoint
      ? Number.POSITIVE_INFINITY
      : this.#checkpoints.dueAt(this.feed.mark);
    const [oldest] = this.#outstanding.values();
    return oldest ? Math.min(checkpoint, this.#deadlineOf(oldest)) : checkpoint;
  }

  /** A consumer has come. */
  join(consumer: Consumer): void {
    this.consumers.add(consumer);
    this.strategy.add(consumer);
    this.proceed();
  }

  /** A consumer has left; what it has not answered is for the others. */
  leave(consumer: Consumer): void {
    if (!this.consumers.delete(consumer)) return;
    this.strategy.remove(consumer);
    for (const message of consumer.inFlight) this.#retry(message);
    this.proceed();
  }

  /** Consumers have dealt with messages. Ids that are not outstanding are ignored, as those that came too late must be. */
  acknowledge(ids: readonly string[]): void {
    for (const id of ids) {
      const message = this.#outstanding.get(id);
      if (message) this.#finish(message);
    }
    this.proceed();
  }

  /** Consumers could not deal with messages. `stop` only ends the delivery of them, as in EventStoreDB. */
  reject(ids: readonly string[], action: NackAction, reason: string): void {
    for (const id of ids) {
      const message = this.#outstanding.get(id);
      if (!message) continue;
      if (action === 'retry') this.#retry(message);
      else if (action === 'park') this.#park(message, `Client explicitly NAK'ed message.\n${reason}`);
      else this.#finish(message);
    }
    this.proceed();
  }

  /** Parked messages are to be delivered again. */
  replay(messages: readonly Message[]): void {
    for (const message of messages) this.#buffer.addAgain(message);
    this.proceed();
  }

  /** Time has passed: takes back what was not answered in time. */
  tick(): void {
    const now = this.effects.now();
    for (const message of this.#outstanding.values()) {
      if (this.#deadlineOf(message) > now) break;
      this.#retry(message);
    }
    this.proceed();
  }

  /** Fetches and delivers what can be, after anything that may have changed that. */
  proceed(): void {
    do this.#fetch();
    while (this.consumers.size > 0 && this.#buffer.offer((message) => this.#give(message)) > 0);
    this.#storeCheckpoint();
  }

  #fetch(): void {
    const batch = Math.max(1, this.settings.readBatchSize);
    for (;;) {
      const room =
        Math.max(1, this.settings.historyBufferSize) - this.#buffer.freshCount - this.#buffer.againCount;
      if (room < (this.#isLive ? 1 : batch)) {
        this.#isLive &&= room > 0;
        return;
      }
      const wanted = this.#isLive ? room : batch;
      const messages = this.feed.read(wanted);
      for (const message of messages) {
        this.#checkpoints.begin(message);
        this.#buffer.add(message);
      }
      if (messages.length > 0) this.#lastKnown = this.feed.mark;
      this.#liveCount = this.#isLive ? this.#liveCount + messages.length : 0;
      this.#isLive = messages.length < wanted;
      if (this.#isLive) return;
    }
  }

  #give(message: Message): 'sent' | 'waits' | 'nobody' {
    // Two events may have one id; an answer must mean one of them.
    if (this.#outstanding.has(message.id)) return 'waits';
    const consumer = this.strategy.choose(message);
    if (consumer === 'waits' || consumer === 'nobody') return consumer;
    message.consumer = consumer;
    message.deliveredAt = this.effects.now();
    consumer.inFlight.add(message);
    consumer.items.add();
    this.items.add();
    this.#outstanding.set(message.id, message);
    consumer.sink.send(message);
    return 'sent';
  }

  #takeBack(message: Message): void {
    this.#outstanding.delete(message.id);
    message.consumer?.inFlight.delete(message);
    message.consumer?.latencies?.add(this.effects.now() - message.deliveredAt);
    message.consumer = undefined;
  }

  #finish(message: Message): void {
    this.#takeBack(message);
    this.#done(message);
  }

  #retry(message: Message): void {
    const { maxRetryCount } = this.settings;
    if (message.retryCount >= maxRetryCount) {
      this.#park(message, `Reached retry count of ${maxRetryCount}`);
      return;
    }
    this.#takeBack(message);
    message.retryCount++;
    this.#buffer.addAgain(message);
  }

  #park(message: Message, reason: string): void {
    this.#takeBack(message);
    this.#parking++;
    this.effects.park(message, reason, () => {
      this.#parking--;
      this.#done(message);
      this.#storeCheckpoint();
    });
  }

  #done(message: Message): void {
    message.isDone = true;
    if (message.isReplayed) this.effects.replayed(message);
  }

  #storeCheckpoint(): void {
    if (this.#isStoringCheckpoint) return;
    const now = this.effects.now();
    const mark = this.#checkpoints.due(this.feed.mark, now);
    if (!mark) return;
    this.#isStoringCheckpoint = true;
    this.#checkpoints.written(mark, now);
    this.effects.storeCheckpoint(mark, () => {
      this.#isStoringCheckpoint = false;
      this.#storeCheckpoint();
    });
  }

  #deadlineOf(message: Message): number {
    const { messageTimeout } = this.settings;
    return messageTimeout === 0 ? Number.POSITIVE_INFINITY : message.deliveredAt + messageTimeout;
  }
}
