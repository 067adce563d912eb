import {
  Consumer,
  type Message,
  MessagesStreamFallbackModes,
  MessagesStreamModes,
  type MessagesStream,
} from '@platformatic/kafka';
import type { Clock } from '../../../application/clock.js';
import { clientOptions } from './client-options.js';
import { groupOf, type KafkaOptions } from './kafka-options.js';
import { ownPartitions, type PartitionOffsets } from './partition-offsets.js';

/** As many messages are handled at a time. */
const MOST_MESSAGES = 500;
/** A member that was not heard of for so long has lost its partitions. */
const SESSION_TIMEOUT_MS = 10_000;
const COMMIT_INTERVAL_MS = 200;

type BinaryConsumer = Consumer<Buffer, Buffer, Buffer, Buffer>;

/**
 * A service instance as a member of its consumer group, from joining to the first error. It is a static member: started
 * again under its name, it has its partitions at once.
 */
export class GroupMembership {
  readonly #uncommitted = new Map<number, bigint>();
  readonly #leaving = new AbortController();
  #committing: Promise<void> | undefined;

  /** Joins. @throws Error when the brokers are away */
  static async join(options: KafkaOptions, clock: Clock): Promise<GroupMembership> {
    const consumer: BinaryConsumer = new Consumer({
      ...clientOptions(options),
      groupId: groupOf(options),
      groupInstanceId: options.instance,
      sessionTimeout: SESSION_TIMEOUT_MS,
      heartbeatInterval: 2_000,
      rebalanceTimeout: SESSION_TIMEOUT_MS,
      maxWaitTime: 2_000,
      autocommit: false,
    });
    // It tells of errors as events, too; one that nobody listens to would end the process.
    consumer.on('error', () => undefined);
    try {
      const partitionsCount = await partitionsOf(consumer, options.topic);
      const stream = await consumer.consume({
        topics: [options.topic],
        mode: MessagesStreamModes.COMMITTED,
        fallbackMode: MessagesStreamFallbackModes.EARLIEST,
        autocommit: false,
      });
      stream.on('error', () => undefined);
      return new GroupMembership(consumer, stream, options.topic, partitionsCount, clock);
    } catch (error) {
      await close(consumer);
      throw error;
    }
  }

  private constructor(
    private readonly consumer: BinaryConsumer,
    private readonly stream: MessagesStream<Buffer, Buffer, Buffer, Buffer>,
    private readonly topic: string,
    private readonly partitionsCount: number | undefined,
    private readonly clock: Clock,
  ) {
    consumer.on('error', (error: Error) => void stream.destroy(error));
    const joinedAt = clock.now().getTime();
    // The brokers have put the member out by then, which a stream does not notice.
    consumer.on('consumer:heartbeat:error', ({ error }) => {
      const lastHeard = consumer.lastHeartbeat?.getTime() ?? joinedAt;
      if (clock.now().getTime() - lastHeard > SESSION_TIMEOUT_MS) stream.destroy(error);
    });
  }

  /**
   * What stands behind the committed offsets, in the order of each partition, in batches of what is there already.
   * @throws Error when the membership is over
   */
  async *batches(): AsyncGenerator<readonly Message[]> {
    for await (const first of this.stream) {
      const batch = [first];
      while (batch.length < MOST_MESSAGES) {
        const next = this.stream.read() as Message | null;
        if (next === null) break;
        batch.push(next);
      }
      yield batch;
    }
  }

  /** Whether there will be no further batches. */
  get isOver(): boolean {
    return this.stream.destroyed;
  }

  /** Gives no further batches. */
  end(): void {
    this.stream.destroy();
  }

  /** Lets the group go on behind these messages, soon. One that can't be committed ends the membership. */
  commitBehind(batch: readonly Message[]): void {
    for (const { partition, offset } of batch) this.#uncommitted.set(partition, offset + 1n);
    this.#committing ??= this.#commit();
  }

  /** How the partitions of this member stand. @throws Error when the brokers are away */
  partitions(): Promise<readonly PartitionOffsets[]> {
    return ownPartitions(this.consumer, this.topic);
  }

  /** Lets the group go on at this offset. @throws Error when the brokers are away */
  async goOnAt(partition: number, offset: bigint): Promise<void> {
    await this.consumer.commit({ offsets: [{ topic: this.topic, partition, offset, leaderEpoch: -1 }] });
  }

  /** Ends the membership when the topic has got more partitions: whoever joins then shares them. @throws Error when the brokers are away */
  async heedNewPartitions(): Promise<void> {
    const count = await partitionsOf(this.consumer, this.topic);
    if (count === this.partitionsCount) return;
    this.stream.destroy(new Error(`${this.topic} has ${count} partitions now`));
  }

  /** Commits what is to be committed and leaves, as far as the brokers are there. */
  async leave(): Promise<void> {
    this.#leaving.abort();
    await this.#committing;
    await close(this.consumer);
  }

  async #commit(): Promise<void> {
    const { topic } = this;
    try {
      while (this.#uncommitted.size > 0) {
        await this.clock.sleep(COMMIT_INTERVAL_MS, this.#leaving.signal);
        const behind = Array.from(this.#uncommitted);
        this.#uncommitted.clear();
        const offsets = behind.map(([partition, offset]) => ({ topic, partition, offset, leaderEpoch: -1 }));
        await this.consumer.commit({ offsets });
      }
    } catch (error) {
      this.stream.destroy(error as Error);
    }
    this.#committing = undefined;
  }
}

async function partitionsOf(consumer: BinaryConsumer, topic: string): Promise<number | undefined> {
  return (await consumer.metadata({ topics: [topic] })).topics.get(topic)?.partitionsCount;
}

/** One that can't say good-bye would keep its connections. */
async function close(consumer: BinaryConsumer): Promise<void> {
  const error = await new Promise<Error | null>((resolve) => consumer.close(true, resolve));
  if (error) await consumer.connections.close().catch(() => undefined);
}
