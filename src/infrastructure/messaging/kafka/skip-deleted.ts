import { ListOffsetTimestamps } from '@platformatic/kafka';
import type { GroupMembership } from './group-membership.js';
import type { KafkaObserver } from './kafka-observer.js';

/**
 * Lets the group go on at the first message that is still there, where those behind its committed offsets are not: they
 * were deleted before the group received them, or the topic was made anew. Whoever is told of it must know that they are lost.
 * @throws Error when the brokers are away
 */
export async function skipDeleted(
  { consumer }: Pick<GroupMembership, 'consumer'>,
  topic: string,
  observer: Pick<KafkaObserver, 'missed'>,
): Promise<void> {
  const topics = (consumer.assignments ?? []).filter((assigned) => assigned.topic === topic);
  const at = async (timestamp: bigint): Promise<bigint[]> =>
    (await consumer.listOffsets({ topics: [topic], timestamp })).get(topic) ?? [];
  const committed = (await consumer.listCommittedOffsets({ topics })).get(topic) ?? [];
  const first = await at(ListOffsetTimestamps.EARLIEST);
  const end = await at(ListOffsetTimestamps.LATEST);
  for (const partition of topics.flatMap(({ partitions }) => partitions)) {
    const from = committed[partition] ?? -1n;
    const to = first[partition];
    if (from < 0n || to === undefined || (from >= to && from <= (end[partition] ?? from))) continue;
    observer.missed(partition, from, to);
    await consumer.commit({ offsets: [{ topic, partition, offset: to, leaderEpoch: -1 }] });
  }
}
