/** The two sides of taking part in a topic; either may fail alone. */
export type KafkaSide = 'sending' | 'receiving';

/** What becomes of a message that was received. */
export type ReceivedOutcome = 'taken' | 'passed-over' | 'dead-lettered';

/** Where a message stands. */
export interface MessagePlace {
  readonly partition: number;
  readonly offset: bigint;
}

/** Whom the Kafka adapter tells what happens. */
export interface KafkaObserver {
  /** A side works for the first time. */
  works(side: KafkaSide): void;
  /** A side does not work from now on: told once, until it is back. */
  away(side: KafkaSide, error: Error): void;
  back(side: KafkaSide): void;
  /** So many events have been acknowledged. */
  sent(events: number): void;
  received(outcome: ReceivedOutcome, messages: number): void;
  /** A message could not be read and stands in the topic of dead letters now. */
  deadLettered(place: MessagePlace, reason: string): void;
  /** What stood between two offsets was deleted before it was received. */
  missed(partition: number, from: bigint, to: bigint): void;
  /** So many messages have not been received yet, by the partitions that are this instance's. */
  lag(messages: ReadonlyMap<number, number>): void;
}
