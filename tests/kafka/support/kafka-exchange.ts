import { v4 as uuid } from 'uuid';
import type { Exchange } from '../../contract/messaging/messaging.contract.js';
import { ListeningService } from '../../contract/messaging/listening-service.js';
import { TemporaryEventStore } from '../../contract/messaging/temporary-event-store.js';
import { orderIntegrationEventTypes } from '../../../src/application/integration-events/order-integration-events.js';
import { stockIntegrationEventTypes } from '../../../src/application/integration-events/stock-integration-events.js';
import { KafkaMessaging } from '../../../src/infrastructure/messaging/kafka/kafka-messaging.js';
import type { KafkaOptions } from '../../../src/infrastructure/messaging/kafka/kafka-options.js';
import { SystemClock } from '../../../src/infrastructure/system/system-clock.js';
import { KafkaNotes } from './kafka-notes.js';

/** An exchange over a topic and an event store of its own. */
export interface KafkaExchange extends Exchange {
  readonly topic: string;
  /** One more instance of a service; `service` gives the first. */
  instance(name: string, instance: string): ListeningService;
  /** What its services were told of Kafka, all together. */
  readonly notes: KafkaNotes;
}

/** @param brokers `host:port` */
export async function openKafkaExchange(
  brokers: string,
  more: Partial<KafkaOptions> = {},
): Promise<KafkaExchange> {
  const { store, close } = await TemporaryEventStore.open();
  const topic = more.topic ?? `orders-${uuid()}`;
  const notes = new KafkaNotes();
  const messagingOf = (service: string, instance: string): KafkaMessaging =>
    new KafkaMessaging({
      options: {
        brokers: [brokers],
        tls: false,
        login: undefined,
        partitions: 3,
        service,
        instance,
        ...more,
        topic,
      },
      wanted: [...orderIntegrationEventTypes, ...stockIntegrationEventTypes],
      eventStore: store,
      clock: new SystemClock(),
      observer: notes,
    });
  return {
    topic,
    notes,
    service: (name) => new ListeningService(store, () => messagingOf(name, `${name}-1`)),
    instance: (name, instance) => new ListeningService(store, () => messagingOf(name, instance)),
    close,
  };
}
