import { Admin, Consumer, type Message, ProduceAcks, Producer, stringSerializers } from '@platformatic/kafka';
import { v4 as uuid } from 'uuid';

/** Writes to and reads from topics as somebody else does, past the adapter. */
export class TopicTool {
  readonly #common: { clientId: string; bootstrapBrokers: string[] };

  constructor(brokers: string) {
    this.#common = { clientId: 'tests', bootstrapBrokers: [brokers] };
  }

  async create(topic: string, partitions: number): Promise<void> {
    const admin = new Admin(this.#common);
    await admin.createTopics({ topics: [topic], partitions, replicas: 1 });
    await admin.close();
  }

  /** Gives a topic more partitions. */
  async extend(topic: string, partitions: number): Promise<void> {
    const admin = new Admin(this.#common);
    await admin.createPartitions({ topics: [{ name: topic, count: partitions, assignments: null }] });
    await admin.close();
  }

  async delete(topic: string): Promise<void> {
    const admin = new Admin(this.#common);
    await admin.deleteTopics({ topics: [topic] });
    await admin.close();
  }

  /** Sends one after the other, all under one key. */
  async send(
    topic: string,
    messages: readonly { readonly value: string; readonly headers?: Record<string, string> }[],
  ): Promise<void> {
    const producer = new Producer({ ...this.#common, acks: ProduceAcks.ALL, serializers: stringSerializers });
    await producer.send({ messages: messages.map((message) => ({ topic, key: 'one', ...message })) });
    await producer.close();
  }

  async sendBytes(topic: string, value: Buffer): Promise<void> {
    const producer = new Producer({ ...this.#common, acks: ProduceAcks.ALL });
    await producer.send({ messages: [{ topic, value }] });
    await producer.close();
  }

  /** The first `count` messages of a topic. */
  async read(topic: string, count: number): Promise<Message[]> {
    const consumer = new Consumer({ ...this.#common, groupId: uuid(), maxWaitTime: 500 });
    const stream = await consumer.consume({ topics: [topic], mode: 'earliest', autocommit: false });
    const found: Message[] = [];
    for await (const message of stream) {
      found.push(message);
      if (found.length === count) break;
    }
    await consumer.close(true);
    return found;
  }

  /** Deletes all that stands in a partition now, as the brokers do when its time is over. */
  async deleteAll(topic: string, partition: number): Promise<void> {
    const admin = new Admin(this.#common);
    await admin.deleteRecords({ topics: [{ name: topic, partitions: [{ partition, offset: -1n }] }] });
    await admin.close();
  }
}
