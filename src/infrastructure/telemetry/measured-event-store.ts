import { Histogram } from 'prom-client';
import type {
  AppendResult,
  EventStore,
  EventToAppend,
  ExpectedRevision,
} from '../../application/event-store.js';
import { ForwardingEventStore } from '../../application/forwarding-event-store.js';
import type { Metrics } from './metrics.js';

/** An event store whose appends are measured. */
export class MeasuredEventStore extends ForwardingEventStore {
  readonly #appends: Histogram<'outcome'>;

  constructor(store: EventStore, metrics: Metrics) {
    super(store);
    this.#appends = new Histogram({
      name: 'event_store_append_duration_seconds',
      help: 'Time until an append was durable, or known not to be',
      labelNames: ['outcome'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers: [metrics.registry],
    });
  }

  override async append(
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
}
