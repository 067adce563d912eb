import type { StoredEvent } from '../events/recorded-event.js';
import type { EventStore } from '../store/event-store.js';
import { AllFeed } from './all-feed.js';
import { Consumer, type MessageSink } from './consumer.js';
import { ConsumerGroup } from './consumer-group.js';
import { consumerStrategy } from './consumer-strategy.js';
import { maximumSubscribersReached } from './errors.js';
import type { GroupDefinition } from './group-definition.js';
import { ALL, checkpointStream } from './group-id.js';
import { CHECKPOINT_TYPE, appendLatest, submitWrite } from './group-writes.js';
import type { Mark } from './message.js';
import { storedEvent } from './original-event.js';
import { ParkedMessages } from './parked-messages.js';
import { pinKeys } from './pin-keys.js';
import { StreamFeed } from './stream-feed.js';

/** Ticks are at least this far apart, so that what is due soon is done together. */
const SHORTEST_TICK = 50;

/** `setTimeout` cannot wait longer. */
const LONGEST_TICK = 2 ** 31 - 1;

/** A group at work: its rules with the store, the clock and its consumers. */
export class RunningGroup {
  readonly rules: ConsumerGroup;
  readonly parked: ParkedMessages;
  #stored: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  #timerAt = Number.POSITIVE_INFINITY;
  #isStopped = false;

  constructor(
    readonly definition: GroupDefinition,
    readonly store: EventStore,
  ) {
    const { settings, source, filter } = definition;
    this.#stored = this.#loadCheckpoint();
    this.parked = new ParkedMessages(store, definition, settings.resolveLinks);
    const first = this.#first();
    this.rules = new ConsumerGroup(
      settings,
      source === ALL ? new AllFeed(store, filter, first) : new StreamFeed(store, source, first),
      consumerStrategy(settings.strategy, pinKeys(store)),
      {
        now: store.now,
        storeCheckpoint: (mark, stored) => this.#storeCheckpoint(mark, stored),
        park: (message, reason, parked) => {
          this.parked.park(message, reason).then(() => this.run(parked), giveUp);
        },
        replayed: () => this.parked.replayed(),
      },
    );
  }

  /** The position up to which everything is dealt with, as text, once there is one. */
  get checkpoint(): string | undefined {
    return this.#stored;
  }

  /** The position of the last message that was fetched, as text. */
  get lastKnown(): string | undefined {
    const { lastKnown } = this.rules;
    return lastKnown && this.#describe(lastKnown);
  }

  /**
   * Adds a client.
   *
   * @throws StatusError when the group has as many as it may have
   */
  connect(slots: number, connectionName: string, sink: MessageSink): Consumer {
    const { maxSubscriberCount, extraStatistics } = this.definition.settings;
    if (maxSubscriberCount > 0 && this.rules.consumers.size >= maxSubscriberCount) {
      throw maximumSubscribersReached(this.definition);
    }
    const consumer = new Consumer(slots, connectionName, sink, extraStatistics);
    this.run((rules) => rules.join(consumer));
    return consumer;
  }

  /** Does something with the rules of the group, and sees to what is due later. A group that cannot go on ends its consumers. */
  run(action: (rules: ConsumerGroup) => void): void {
    if (this.#isStopped) return;
    try {
      action(this.rules);
      this.#schedule();
    } catch (error) {
      this.stop();
      for (const { sink } of this.rules.consumers) sink.end(error);
    }
  }

  /** Does nothing any more. What was not acknowledged is delivered again by the group that comes after. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    const at = this.rules.nextTick;
    if (at >= this.#timerAt) return;
    clearTimeout(this.#timer);
    this.#timerAt = at;
    const delay = Math.min(LONGEST_TICK, Math.max(SHORTEST_TICK, at - this.store.now()));
    this.#timer = setTimeout(() => {
      this.#timerAt = Number.POSITIVE_INFINITY;
      this.run((rules) => rules.tick());
    }, delay);
    this.#timer.unref();
  }

  #storeCheckpoint(mark: Mark, stored: () => void): void {
    const position = this.#describe(mark);
    submitWrite(this.store, (writer) =>
      appendLatest(writer, checkpointStream(this.definition), CHECKPOINT_TYPE, JSON.stringify(position)),
    ).then(() => {
      this.#stored = position;
      this.run(stored);
    }, giveUp);
  }

  #loadCheckpoint(): string | undefined {
    const view = this.store.view(checkpointStream(this.definition));
    const { entry, lastRevision, limits } = view;
    if (!entry || limits.isSoftDeleted) return undefined;
    for (let revision = lastRevision; revision >= limits.truncateBefore; revision--) {
      const checkpoint = checkpointOf(storedEvent(this.store, entry.events[revision]!));
      if (checkpoint !== undefined) return checkpoint;
    }
    return undefined;
  }

  /** The first revision or position to deliver. */
  #first(): number {
    if (this.#stored !== undefined) return Number(/\d+/.exec(this.#stored)![0]) + 1;
    const { start, endWas } = this.definition;
    return start === 'start' ? 0 : start === 'end' ? endWas : start;
  }

  #describe({ position }: Mark): string {
    if (this.definition.source !== ALL) return String(position);
    const inLog = this.store.index.events.position[position]!;
    return `C:${inLog}/P:${inLog}`;
  }
}

/** The position in a checkpoint; undefined for an event that is none: a client can write to the stream as to any other. */
function checkpointOf({ type, data }: StoredEvent): string | undefined {
  if (type !== CHECKPOINT_TYPE) return undefined;
  return /^"(\d+|C:\d+\/P:\d+)"$/.exec(data.toString('utf8'))?.[1];
}

/** A store that cannot write says so itself, and acknowledges nothing any more. */
function giveUp(): void {}
