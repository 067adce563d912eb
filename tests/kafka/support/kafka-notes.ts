import type {
  KafkaObserver,
  MessagePlace,
  ReceivedOutcome,
} from '../../../src/infrastructure/messaging/kafka/kafka-observer.js';

/** Notes all that the Kafka adapter tells. */
export class KafkaNotes implements KafkaObserver {
  /** Changes of either side, for example `receiving is away`. */
  readonly changes: string[] = [];
  readonly deadLetters: string[] = [];
  readonly missing: string[] = [];
  readonly outcomes = new Map<ReceivedOutcome, number>();
  sentEvents = 0;
  lags: ReadonlyMap<number, number> = new Map();

  works(): void {}

  away(side: string): void {
    this.changes.push(`${side} is away`);
  }

  back(side: string): void {
    this.changes.push(`${side} is back`);
  }

  sent(events: number): void {
    this.sentEvents += events;
  }

  received(outcome: ReceivedOutcome, messages: number): void {
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + messages);
  }

  deadLettered(_place: MessagePlace, reason: string): void {
    this.deadLetters.push(reason);
  }

  missed(partition: number, from: bigint, to: bigint): void {
    this.missing.push(`${partition}: ${from} to ${to}`);
  }

  lag(messages: ReadonlyMap<number, number>): void {
    this.lags = messages;
  }
}
