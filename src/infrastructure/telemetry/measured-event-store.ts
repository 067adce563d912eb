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
  readonly #appended: Histogram.Internal<'outcome'>;

  constructor(store: EventStore, metrics: Metrics) {
    super(store);
    this.#appends = new Histogram({
      name: 'event_store_append_duration_seconds',
      help: 'Time until an append was durable, or known not to be',
      labelNames: ['outcome'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers: [metrics.registry],
    });
    this.#appended = this.#appends.labels('appended');
  }

  override async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly EventToAppend[],
  ): Promise<AppendResult> {
    const begun = performance.now();
    try {
      const result = await this.store.append(stream, expected, events);
      this.#appended.observe((performance.now() - begun) / 1_000);
      return result;
    } catch (error) {
      const outcome = error instanceof Error ? error.name : 'error';
      this.#appends.observe({ outcome }, (performance.now() - begun) / 1_000);
      throw error;
    }
  }
}
