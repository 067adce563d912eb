import type { Clock } from '../../../application/clock.js';
import type { EventStore } from '../../../application/event-store.js';
import type { IntegrationEvent } from '../../../application/integration-events/integration-event.js';
import type { IntegrationEventPublisher } from '../../../application/integration-events/integration-event-publisher.js';
import { ORDER_INTEGRATION_STREAMS } from '../event-store-publisher.js';
import { inboxStreams } from '../inbox.js';
import type { Messaging } from '../messaging.js';
import { PublishingStoppedError } from '../publishing-stopped-error.js';
import type { KafkaOptions } from './kafka-options.js';
import type { KafkaObserver } from './kafka-observer.js';
import type { KafkaPublisher } from './kafka-publisher.js';
import type { KafkaRelay } from './kafka-relay.js';
import { Standing } from './standing.js';

/** What a service takes part in Kafka with. */
export interface KafkaMessagingParts {
  readonly options: KafkaOptions;
  /** The types of integration events that the service wants; none when it only publishes. */
  readonly wanted: readonly string[];
  readonly eventStore: EventStore;
  readonly clock: Clock;
  readonly observer: KafkaObserver;
}

/**
 * Services tell each other through a Kafka topic. What a service receives is durable in its own inbox before its process
 * managers see it. They also follow what was published in the event store before Kafka carried the events.
 *
 * The client is loaded when it is first used: a service without Kafka neither waits for it nor has it in memory.
 */
export class KafkaMessaging implements Messaging {
  readonly publisher: IntegrationEventPublisher;
  readonly inputs: readonly string[];
  readonly #sending: Standing;
  readonly #receiving: Standing;
  #publishing: Promise<KafkaPublisher> | undefined;
  #stopped = false;
  #relaying: Promise<KafkaRelay> | undefined;

  constructor(private readonly parts: KafkaMessagingParts) {
    const { options, observer } = parts;
    this.inputs = [ORDER_INTEGRATION_STREAMS, inboxStreams(options.service)];
    this.#sending = new Standing('sending', observer);
    this.#receiving = new Standing('receiving', observer);
    this.publisher = { publish: (event) => this.#publish(event) };
  }

  get problem(): string | undefined {
    return this.#sending.problem ?? this.#receiving.problem;
  }

  start(): void {
    if (this.parts.wanted.length > 0) this.#relaying ??= this.#relay();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    const [publisher, relay] = await Promise.all([this.#publishing, this.#relaying]);
    await Promise.all([publisher?.stop(), relay?.stop()]);
  }

  async #publish(event: IntegrationEvent): Promise<void> {
    if (this.#stopped) throw new PublishingStoppedError();
    this.#publishing ??= exchange().then(({ kafkaPublisher }) => kafkaPublisher(this.parts, this.#sending));
    await (await this.#publishing).publish(event);
  }

  async #relay(): Promise<KafkaRelay> {
    const { kafkaRelay } = await exchange();
    const relay = kafkaRelay(this.parts, this.#receiving);
    relay.start();
    return relay;
  }
}

function exchange(): Promise<typeof import('./kafka-exchange.js')> {
  return import('./kafka-exchange.js');
}
