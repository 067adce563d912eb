import type { GroupMembership } from './group-membership.js';
import type { KafkaObserver } from './kafka-observer.js';

/**
 * Lets the group go on at the first message that is still there, where those behind its committed offsets are not: they
 * were deleted before the group received them, or the topic was made anew. Whoever is told of it must know that they are lost.
 * @throws Error when the brokers are away
 */
export async function skipDeleted(
  membership: Pick<GroupMembership, 'partitions' | 'goOnAt'>,
  observer: Pick<KafkaObserver, 'missed'>,
): Promise<void> {
  for (const { partition, committed, first, end } of await membership.partitions()) {
    if (committed === undefined || (committed >= first && committed <= end)) continue;
    observer.missed(partition, committed, first);
    await membership.goOnAt(partition, first);
  }
}
