import type { BaseOptions } from '@platformatic/kafka';
import type { KafkaOptions } from './kafka-options.js';

/** What every client of a broker is made with: failures come back soon, whoever called tries again. */
export function clientOptions({ brokers, tls, login, instance }: KafkaOptions): BaseOptions {
  return {
    clientId: instance,
    bootstrapBrokers: [...brokers],
    retries: 2,
    retryDelay: 200,
    connectTimeout: 3_000,
    // Joining a group is answered when all its members have joined: at the latest after `rebalanceTimeout`.
    requestTimeout: 15_000,
    ...(tls ? { tls: {} } : {}),
    ...(login === undefined ? {} : { sasl: login }),
  };
}
