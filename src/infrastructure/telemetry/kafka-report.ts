import type { KafkaObserver, KafkaSide, ReceivedOutcome } from '../messaging/kafka/kafka-observer.js';
import type { Logger } from './logger.js';
import type { Metrics } from './metrics.js';

const AWAY: Readonly<Record<KafkaSide, string>> = {
  sending: 'Integration events can not be sent for now: they wait',
  receiving: 'Integration events can not be received for now',
};
const BACK: Readonly<Record<KafkaSide, string>> = {
  sending: 'Integration events are sent again',
  receiving: 'Integration events are received again',
};

/** Writes what happens between a service and Kafka: outages once each, as warnings, and what needs people as errors. Counts the rest. */
export function kafkaReport(logger: Logger, metrics: Metrics): KafkaObserver {
  const up = new Map<KafkaSide, number>();
  const outcomes = new Map<ReceivedOutcome, number>();
  let lags: ReadonlyMap<number, number> = new Map();
  let sent = 0;
  metrics.gauge('kafka_up', '1 while integration events can be sent, or received', () => up);
  metrics.samples('counter', 'kafka_sent_events_total', 'Integration events acknowledged by Kafka', () => [
    { labels: {}, value: sent },
  ]);
  metrics.samples(
    'counter',
    'kafka_received_messages_total',
    'Messages received, by what became of them',
    () => Array.from(outcomes, ([outcome, value]) => ({ labels: { outcome }, value })),
  );
  metrics.samples('gauge', 'kafka_lag_messages', 'Messages not received yet, by partition', () =>
    Array.from(lags, ([partition, value]) => ({ labels: { partition: String(partition) }, value })),
  );
  return {
    away(side, error) {
      up.set(side, 0);
      logger.warn({ err: error }, AWAY[side]);
    },
    back(side) {
      logger.info(BACK[side]);
      up.set(side, 1);
    },
    works: (side) => void up.set(side, 1),
    sent(events) {
      sent += events;
    },
    received(outcome, messages) {
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + messages);
    },
    deadLettered: ({ partition, offset }, reason) =>
      logger.error(`The message ${partition}@${offset} was put to the dead letters: ${reason}`),
    missed: (partition, from, to) =>
      logger.error(
        `The messages ${partition}@${from} to ${to - 1n} are lost: they were deleted before they were received`,
      ),
    lag(messages) {
      lags = messages;
    },
  };
}
