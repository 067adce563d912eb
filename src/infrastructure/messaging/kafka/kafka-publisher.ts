import type { IntegrationEvent } from '../../../application/integration-events/integration-event.js';
import type { IntegrationEventPublisher } from '../../../application/integration-events/integration-event-publisher.js';
import { PublishingStoppedError } from '../publishing-stopped-error.js';
import { cloudEventOf, type OutgoingMessage } from './cloud-event.js';
import { type InsistentProducer, MessageRefusedError, type RawMessage } from './insistent-producer.js';
import type { KafkaObserver } from './kafka-observer.js';

/** Far below what brokers take at once by default. */
const MOST_BYTES = 500_000;

interface Waiting {
  readonly message: OutgoingMessage;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/**
 * Publishes into a topic as CloudEvents, keyed by the order's id. Whatever has queued up while one batch was on its way
 * is the next one. While Kafka is away, `publish` waits.
 */
export class KafkaPublisher implements IntegrationEventPublisher {
  readonly #stopping = new AbortController();
  #waiting: Waiting[] = [];
  #sending: Promise<void> | undefined;

  /** @param source who publishes, for example `/services/order-service` */
  constructor(
    private readonly producer: Pick<InsistentProducer, 'send' | 'close'>,
    private readonly source: string,
    private readonly observer: Pick<KafkaObserver, 'sent'>,
  ) {}

  publish(event: IntegrationEvent): Promise<void> {
    if (this.#stopping.signal.aborted) return Promise.reject(new PublishingStoppedError());
    const message = cloudEventOf(event, this.source);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ message, resolve, reject });
      this.#sending ??= this.#send();
    });
  }

  /** What has not been sent is rejected, with a PublishingStoppedError. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.producer.close();
    await this.#sending;
  }

  async #send(): Promise<void> {
    while (this.#waiting.length > 0) await this.#sendBatch(this.#nextBatch());
    this.#sending = undefined;
  }

  #nextBatch(): readonly Waiting[] {
    let bytes = 0;
    const end = this.#waiting.findIndex(({ message }, index) => {
      bytes += message.value.length;
      return bytes > MOST_BYTES && index > 0;
    });
    return this.#waiting.splice(0, end < 0 ? this.#waiting.length : end);
  }

  async #sendBatch(batch: readonly Waiting[]): Promise<void> {
    try {
      const messages = batch.map(({ message }) => rawMessageOf(message));
      await this.producer.send(messages, this.#stopping.signal);
      this.observer.sent(batch.length);
      for (const { resolve } of batch) resolve();
    } catch (error) {
      // One that is refused must not keep the others.
      if (error instanceof MessageRefusedError && batch.length > 1) {
        for (const one of batch) await this.#sendBatch([one]);
        return;
      }
      const reason = error instanceof MessageRefusedError ? error : new PublishingStoppedError();
      for (const { reject } of batch) reject(reason);
    }
  }
}

function rawMessageOf({ key, value, headers }: OutgoingMessage): RawMessage {
  return {
    key: Buffer.from(key),
    value: Buffer.from(value),
    headers: new Map(Object.entries(headers).map(([name, text]) => [Buffer.from(name), Buffer.from(text)])),
  };
}
