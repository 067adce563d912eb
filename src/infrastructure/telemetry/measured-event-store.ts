import { Histogram } from 'prom-client';
import type { EventFilter } from '../../application/event-filter.js';
import type {
  AppendResult,
  EventStore,
  EventToAppend,
  ExpectedRevision,
  ReadStreamOptions,
} from '../../application/event-store.js';
import type { RecordedEvent } from '../../application/recorded-event.js';
import type { SubscriptionMessage } from '../../application/subscription-message.js';
import type { Metrics } from './metrics.js';

/** An event store whose appends are measured. */
export class MeasuredEventStore implements EventStore {
  readonly #appends: Histogram<'outcome'>;

  constructor(
    private readonly store: EventStore,
    metrics: Metrics,
  ) {
    this.#appends = new Histogram({
      name: 'event_store_append_duration_seconds',
      help: 'Time until an append was durable, or known not to be',
      labelNames: ['outcome'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers: [metrics.registry],
    });
  }

  async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly EventToAppend[],
  ): Promise<AppendResult> {
    const end = this.#appends.startTimer();
    try {
      const result = await this.store.append(stream, expected, events);
      end({ outcome: 'appended' });
      return result;
    } catch (error) {
      end({ outcome: error instanceof Error ? error.name : 'error' });
      throw error;
    }
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
