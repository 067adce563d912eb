import { type Consumer, ListOffsetTimestamps } from '@platformatic/kafka';

/** Where one partition of a topic stands. */
export interface PartitionOffsets {
  readonly partition: number;
  /** Of the first message that is still there. */
  readonly first: bigint;
  /** Behind the last one. */
  readonly end: bigint;
  /** Where the group goes on; undefined when it has never received anything. */
  readonly committed: bigint | undefined;
}

/** Whoever asks: the member whose group and partitions are meant. */
export type Member = Pick<
  Consumer<Buffer, Buffer, Buffer, Buffer>,
  'assignments' | 'listOffsets' | 'listCommittedOffsets'
>;

/** How the partitions of a topic stand that are a member's own. @throws Error when the brokers are away */
export async function ownPartitions(member: Member, topic: string): Promise<readonly PartitionOffsets[]> {
  const own = (member.assignments ?? []).filter((assigned) => assigned.topic === topic);
  if (own.length === 0) return [];
  const at = async (timestamp: bigint): Promise<readonly bigint[]> =>
    (await member.listOffsets({ topics: [topic], timestamp })).get(topic) ?? [];
  const [first, end, committed] = await Promise.all([
    at(ListOffsetTimestamps.EARLIEST),
    at(ListOffsetTimestamps.LATEST),
    member.listCommittedOffsets({ topics: own }),
  ]);
  return own.flatMap(({ partitions }) =>
    partitions.map((partition) => {
      const known = committed.get(topic)?.[partition] ?? -1n;
      return {
        partition,
        first: first[partition] ?? 0n,
        end: end[partition] ?? 0n,
        committed: known < 0n ? undefined : known,
      };
    }),
  );
}
