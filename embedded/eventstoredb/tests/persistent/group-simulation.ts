import { Consumer } from '../../src/persistent/consumer.js';
import { ConsumerGroup, type MessageFeed } from '../../src/persistent/consumer-group.js';
import type { ConsumerStrategy } from '../../src/persistent/consumer-strategy.js';
import { type Mark, type Message, newMessage } from '../../src/persistent/message.js';
import { RoundRobinStrategy } from '../../src/persistent/queue-strategies.js';
import type { GroupSettings } from '../../src/persistent/settings.js';

/** The official client's settings. */
export const DEFAULTS: GroupSettings = {
  resolveLinks: false,
  extraStatistics: false,
  messageTimeout: 30_000,
  maxRetryCount: 10,
  checkpointAfter: 2000,
  minCheckpointCount: 10,
  maxCheckpointCount: 1000,
  maxSubscriberCount: 0,
  liveBufferSize: 500,
  readBatchSize: 20,
  historyBufferSize: 500,
  strategy: 'RoundRobin',
};

/** A message that was delivered to a consumer. */
export interface Delivery {
  readonly consumer: Consumer;
  readonly message: Message;
  readonly retryCount: number;
}

/** A group with a clock, a feed and a disk of its own: nothing happens but what a test has happen. */
export class GroupSimulation implements MessageFeed {
  readonly deliveries: Delivery[] = [];
  readonly parked: { readonly message: Message; readonly reason: string }[] = [];
  readonly checkpoints: Mark[] = [];
  /** Messages in the order in which the feed gave them out. */
  readonly messages: Message[] = [];
  readonly group: ConsumerGroup;
  now = 1_000_000;
  mark: Mark = { position: -1, count: 0 };
  /** Writes that are not durable yet. */
  readonly #writes: (() => void)[] = [];
  #available = 0;

  constructor(
    settings: Partial<GroupSettings> = {},
    strategy: ConsumerStrategy = new RoundRobinStrategy(),
    /** The id of the message at a position. */
    readonly idOf: (position: number) => string = String,
  ) {
    this.group = new ConsumerGroup({ ...DEFAULTS, ...settings }, this, strategy, {
      now: () => this.now,
      storeCheckpoint: (mark, stored) => {
        this.checkpoints.push(mark);
        this.#writes.push(stored);
      },
      park: (message, reason, parked) => {
        this.#writes.push(() => {
          this.parked.push({ message, reason });
          parked();
        });
      },
      replayed: () => {},
    });
  }

  read(count: number): readonly Message[] {
    const messages: Message[] = [];
    while (messages.length < count && this.messages.length < this.#available) {
      const position = this.messages.length;
      const place = { event: position, stream: undefined, revision: 0 };
      const message = newMessage(place, this.idOf(position), this.mark);
      this.mark = { position, count: this.mark.count + 1 };
      this.messages.push(message);
      messages.push(message);
    }
    return messages;
  }

  /** Events appear. */
  append(count: number): void {
    this.#available += count;
    this.group.proceed();
  }

  join(slots: number): Consumer {
    const consumer: Consumer = new Consumer(
      slots,
      '',
      {
        isBlocked: false,
        send: (message) => this.deliveries.push({ consumer, message, retryCount: message.retryCount }),
        end: () => {},
      },
      false,
    );
    this.group.join(consumer);
    return consumer;
  }

  /** Time passes. */
  pass(milliseconds: number): void {
    this.now += milliseconds;
    if (this.group.nextTick <= this.now) this.group.tick();
  }

  /** The disk has caught up with what was asked of it so far. */
  sync(): void {
    for (const durable of this.#writes.splice(0)) durable();
  }

  /** The positions that a consumer got, `position#retryCount`. */
  got(consumer: Consumer): string[] {
    return this.deliveries
      .filter((delivery) => delivery.consumer === consumer)
      .map(({ message, retryCount }) => `${message.place.event}#${retryCount}`);
  }
}
