import type { EventFilter } from './event-filter.js';
import type {
  AppendResult,
  EventStore,
  EventToAppend,
  ExpectedRevision,
  ReadStreamOptions,
} from './event-store.js';
import type { RecordedEvent } from './recorded-event.js';
import type { SubscriptionMessage } from './subscription-message.js';

/** An event store that passes every call on to another: what adds something to a call overrides that one only. */
export abstract class ForwardingEventStore implements EventStore {
  constructor(protected readonly store: EventStore) {}

  append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly EventToAppend[],
  ): Promise<AppendResult> {
    return this.store.append(stream, expected, events);
  }

  readStream(stream: string, options?: ReadStreamOptions): AsyncIterable<RecordedEvent> {
    return this.store.readStream(stream, options);
  }

  subscribe(
    filter: EventFilter,
    after: bigint | undefined,
    signal: AbortSignal,
  ): AsyncIterable<SubscriptionMessage> {
    return this.store.subscribe(filter, after, signal);
  }

  hasEventsBetween(filter: EventFilter, after: bigint | undefined, upTo: bigint): Promise<boolean> {
    return this.store.hasEventsBetween(filter, after, upTo);
  }

  limitStream(stream: string, maxCount: number): Promise<void> {
    return this.store.limitStream(stream, maxCount);
  }
}
