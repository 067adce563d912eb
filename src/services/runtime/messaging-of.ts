import type { Clock } from '../../application/clock.js';
import type { EventStore } from '../../application/event-store.js';
import { EventStoreMessaging } from '../../infrastructure/messaging/event-store-messaging.js';
import { KafkaMessaging } from '../../infrastructure/messaging/kafka/kafka-messaging.js';
import type { KafkaOptions } from '../../infrastructure/messaging/kafka/kafka-options.js';
import type { Messaging } from '../../infrastructure/messaging/messaging.js';
import type { Logger } from '../../infrastructure/telemetry/logger.js';
import { kafkaReport } from '../../infrastructure/telemetry/kafka-report.js';
import type { Metrics } from '../../infrastructure/telemetry/metrics.js';
import type { ServiceSettings } from './service-settings.js';

/** What a service takes part in the exchange of integration events with. */
export interface MessagingParts {
  readonly service: string;
  readonly settings: ServiceSettings;
  /** The types of integration events that it wants. */
  readonly wanted: readonly string[];
  readonly eventStore: EventStore;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** The port between services, through Kafka where the settings name one, else through the event store. */
export function messagingOf({ service, settings, logger, metrics, ...parts }: MessagingParts): Messaging {
  if (settings.KAFKA_BROKERS.length === 0) return new EventStoreMessaging(parts.eventStore, service);
  const observer = kafkaReport(logger, metrics);
  return new KafkaMessaging({ ...parts, options: kafkaOptions(service, settings), observer });
}

function kafkaOptions(service: string, settings: ServiceSettings): KafkaOptions {
  const { KAFKA_USERNAME: username, KAFKA_PASSWORD: password, KAFKA_SASL_MECHANISM: mechanism } = settings;
  return {
    brokers: settings.KAFKA_BROKERS,
    tls: settings.KAFKA_TLS,
    login: username === '' ? undefined : { mechanism, username, password },
    topic: settings.KAFKA_TOPIC,
    partitions: settings.KAFKA_TOPIC_PARTITIONS,
    service,
    instance: settings.INSTANCE,
  };
}
