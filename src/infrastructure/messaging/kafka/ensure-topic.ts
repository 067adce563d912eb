import { Admin } from '@platformatic/kafka';
import { isBrokerError } from './broker-error.js';
import { clientOptions } from './client-options.js';
import type { KafkaOptions } from './kafka-options.js';

/**
 * Makes a topic unless there is one, with as many replicas as the brokers make by themselves.
 * @throws Error when the brokers are away, or refuse it
 */
export async function ensureTopic(options: KafkaOptions, topic: string, partitions: number): Promise<void> {
  const admin = new Admin(clientOptions(options));
  try {
    if ((await admin.listTopics()).includes(topic)) return;
    await admin.createTopics({ topics: [topic], partitions, replicas: -1 });
  } catch (error) {
    // Another process was first.
    if (!isBrokerError(error, 'TOPIC_ALREADY_EXISTS')) throw error;
  } finally {
    await admin.close();
  }
}
