import { Inbox } from '../inbox.js';
import { DeadLetterTopic } from './dead-letter-topic.js';
import { InsistentProducer } from './insistent-producer.js';
import type { KafkaMessagingParts } from './kafka-messaging.js';
import { deadLetterTopicOf } from './kafka-options.js';
import { KafkaPublisher } from './kafka-publisher.js';
import { KafkaRelay } from './kafka-relay.js';
import type { Standing } from './standing.js';

/** What a service publishes with. */
export function kafkaPublisher(
  { options, clock, observer }: KafkaMessagingParts,
  standing: Standing,
): KafkaPublisher {
  const { topic, partitions, service } = options;
  const producer = new InsistentProducer({ options, topic, partitions, standing, clock });
  return new KafkaPublisher(producer, `/services/${service}`, observer);
}

/** What a service receives with. */
export function kafkaRelay(parts: KafkaMessagingParts, standing: Standing): KafkaRelay {
  const { options, clock, eventStore, wanted } = parts;
  const topic = deadLetterTopicOf(options);
  const producer = new InsistentProducer({ options, topic, partitions: 1, standing, clock });
  return new KafkaRelay({
    ...parts,
    standing,
    wanted: new Set(wanted),
    inbox: new Inbox(eventStore, options.service),
    deadLetters: new DeadLetterTopic(producer, options),
  });
}
