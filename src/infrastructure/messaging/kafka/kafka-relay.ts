import type { Message } from '@platformatic/kafka';
import type { Clock } from '../../../application/clock.js';
import { retry } from '../../../application/event-processor/retry.js';
import type { Inbox } from '../inbox.js';
import { isBrokerError } from './broker-error.js';
import type { DeadLetterTopic } from './dead-letter-topic.js';
import { ensureTopic } from './ensure-topic.js';
import { GroupMembership } from './group-membership.js';
import { deadLetterTopicOf, type KafkaOptions } from './kafka-options.js';
import type { KafkaObserver } from './kafka-observer.js';
import { MalformedMessageError } from './malformed-message-error.js';
import type { PartitionOffsets } from './partition-offsets.js';
import { type ReceivedEvent, receivedEvent } from './received-event.js';
import { skipDeleted } from './skip-deleted.js';
import type { Standing } from './standing.js';

/** A membership that has lasted for so long works, though nothing may have come yet. */
const PROVEN_AFTER_MS = 1_000;
const WATCH_INTERVAL_MS = 5_000;
/** Before it joins again. */
const PAUSE_MS = 500;

/** What a relay works with. */
export interface KafkaRelayParts {
  readonly options: KafkaOptions;
  /** The types of events that the service wants; all others are passed over. */
  readonly wanted: ReadonlySet<string>;
  readonly inbox: Inbox;
  readonly deadLetters: DeadLetterTopic;
  readonly standing: Standing;
  readonly observer: KafkaObserver;
  readonly clock: Clock;
}

/**
 * Carries integration events from a topic into the inbox of a service. Those of one key stay in order; the offsets that are
 * committed never pass an event that is not durable there. So whatever dies, an event comes again rather than never, and
 * the inbox knows a repeat. A message that can't be read goes to the topic of dead letters and holds up nobody.
 */
export class KafkaRelay {
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;

  constructor(private readonly parts: KafkaRelayParts) {}

  start(): void {
    this.#running ??= this.#run(this.#stopping.signal);
  }

  /** Finishes what is in hand and leaves the group. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    await this.parts.deadLetters.close();
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#insistently(() => this.#takePart(signal), signal).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
      await this.parts.clock.sleep(PAUSE_MS, signal);
    }
  }

  /** @throws Error when it could not even join; else it resolves, as soon as the membership is over */
  async #takePart(signal: AbortSignal): Promise<void> {
    const { options, standing, observer, clock } = this.parts;
    await ensureTopic(options, options.topic, options.partitions);
    await ensureTopic(options, deadLetterTopicOf(options), 1);
    const membership = await GroupMembership.join(options, clock);
    const ending = (): void => membership.end();
    signal.addEventListener('abort', ending, { once: true });
    if (signal.aborted) ending();
    const over = new AbortController();
    const watched = this.#watch(membership, AbortSignal.any([signal, over.signal]));
    try {
      for await (const batch of membership.batches()) {
        await this.#relay(batch, signal);
        standing.well();
        membership.commitBehind(batch);
      }
    } catch (error) {
      if (!signal.aborted) standing.unwell(error);
      if (isBrokerError(error, 'OFFSET_OUT_OF_RANGE')) await skipDeleted(membership, observer);
    } finally {
      signal.removeEventListener('abort', ending);
      over.abort();
      await watched;
      await membership.leave();
    }
  }

  async #relay(batch: readonly Message[], signal: AbortSignal): Promise<void> {
    const byKey = new Map<string, ReceivedEvent[]>();
    let passedOver = 0;
    for (const message of batch) {
      try {
        const received = receivedEvent(message, this.parts.wanted);
        if (received === undefined) passedOver += 1;
        else byKey.set(received.event.key, [...(byKey.get(received.event.key) ?? []), received]);
      } catch (error) {
        if (!(error instanceof MalformedMessageError)) throw error;
        await this.#putAside(message, error.message, signal);
      }
    }
    await Promise.all(Array.from(byKey.values(), (inOrder) => this.#take(inOrder, signal)));
    const { observer } = this.parts;
    observer.received('passed-over', passedOver);
    observer.received('taken', Array.from(byKey.values()).flat().length);
  }

  async #take(inOrder: readonly ReceivedEvent[], signal: AbortSignal): Promise<void> {
    for (const { event, actor } of inOrder) {
      await this.#insistently(() => this.parts.inbox.take(event, actor), signal);
    }
  }

  async #putAside(message: Message, reason: string, signal: AbortSignal): Promise<void> {
    const { deadLetters, observer } = this.parts;
    await deadLetters.put(message, reason, signal);
    observer.deadLettered(message, reason);
    observer.received('dead-lettered', 1);
  }

  /** @throws the signal's reason once it aborts */
  #insistently(action: () => Promise<void>, signal: AbortSignal): Promise<void> {
    const { clock, standing } = this.parts;
    const onRetry = (_attempt: number, _delayMs: number, error: unknown): void => standing.unwell(error);
    return retry(action, { clock, firstDelayMs: 100, longestDelayMs: 1_000, onRetry }, signal);
  }

  /** Looks at a membership now and then, until the signal aborts. */
  async #watch(membership: GroupMembership, signal: AbortSignal): Promise<void> {
    const { clock, observer, standing } = this.parts;
    await clock.sleep(PROVEN_AFTER_MS, signal);
    if (!signal.aborted && !membership.isOver) standing.well();
    while (!signal.aborted) {
      // While the brokers are away nobody knows, and that they are is told elsewhere.
      const partitions = await membership.partitions().catch(() => []);
      if (!signal.aborted) observer.lag(new Map(partitions.map((one) => [one.partition, lagOf(one)])));
      await membership.heedNewPartitions().catch(() => undefined);
      await clock.sleep(WATCH_INTERVAL_MS, signal);
    }
    observer.lag(new Map());
  }
}

function lagOf({ first, end, committed }: PartitionOffsets): number {
  return Math.max(0, Number(end - (committed ?? first)));
}
