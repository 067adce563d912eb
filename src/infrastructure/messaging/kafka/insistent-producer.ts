import { type MessageToProduce, ProduceAcks, Producer } from '@platformatic/kafka';
import type { Clock } from '../../../application/clock.js';
import { retry } from '../../../application/event-processor/retry.js';
import { isBrokerError } from './broker-error.js';
import { clientOptions } from './client-options.js';
import { ensureTopic } from './ensure-topic.js';
import type { KafkaOptions } from './kafka-options.js';
import type { Standing } from './standing.js';

/** What a producer sends; its key decides the partition. */
export type RawMessage = Pick<MessageToProduce, 'key' | 'value' | 'headers'>;

/** The brokers will never take a message. */
export class MessageRefusedError extends Error {
  override readonly name = 'MessageRefusedError';
}

/** What is sent, by whom and how it is told of. */
export interface InsistentProducerParts {
  readonly options: KafkaOptions;
  readonly topic: string;
  readonly partitions: number;
  readonly standing: Standing;
  readonly clock: Clock;
}

/**
 * Sends to one topic until the brokers have acknowledged it, however long they are away. After a failure it begins anew
 * with a new producer: what became of the last attempt is unknown, so that a message may come twice, but never too early.
 */
export class InsistentProducer {
  #producer: Producer | undefined;
  #topicIsThere = false;

  constructor(private readonly parts: InsistentProducerParts) {}

  /**
   * Resolves once all in-sync replicas have all messages. Only to be called when the last call has settled.
   * @throws MessageRefusedError when one of them can never be taken
   * @throws the signal's reason once it aborts
   */
  async send(messages: readonly RawMessage[], signal: AbortSignal): Promise<void> {
    const { standing, clock } = this.parts;
    await retry(
      () => this.#attempt(messages),
      {
        clock,
        firstDelayMs: 50,
        longestDelayMs: 1_000,
        onRetry: (_attempt, _delayMs, error) => standing.unwell(error),
        isFinal: (error) => error instanceof MessageRefusedError,
      },
      signal,
    );
    standing.well();
  }

  /** Cuts off what is under way. */
  async close(): Promise<void> {
    const producer = this.#producer;
    this.#producer = undefined;
    await producer?.close().catch(() => undefined);
  }

  async #attempt(messages: readonly RawMessage[]): Promise<void> {
    const { topic } = this.parts;
    try {
      this.#producer ??= await this.#open();
      await this.#producer.send({ messages: messages.map((message) => ({ ...message, topic })) });
    } catch (error) {
      await this.close();
      if (!isBrokerError(error, 'MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE', 'INVALID_RECORD')) throw error;
      throw new MessageRefusedError('the brokers refuse a message', { cause: error });
    }
  }

  async #open(): Promise<Producer> {
    const { options, topic, partitions } = this.parts;
    if (!this.#topicIsThere) await ensureTopic(options, topic, partitions);
    this.#topicIsThere = true;
    return new Producer({ ...clientOptions(options), acks: ProduceAcks.ALL, idempotent: true });
  }
}
