import type {
  AppendResult,
  EventStore,
  EventToAppend,
  ExpectedRevision,
} from '../../../application/event-store.js';
import { ForwardingEventStore } from '../../../application/forwarding-event-store.js';
import type { Span, Tracer } from '../../../application/tracer.js';

/**
 * An event store whose appends are spans: one for each span that has events in the append. The events are stored with the
 * `traceparent` of that, so that whoever handles them goes on from there.
 */
export class TracedEventStore extends ForwardingEventStore {
  constructor(
    store: EventStore,
    private readonly tracer: Tracer,
  ) {
    super(store);
  }

  override async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly EventToAppend[],
  ): Promise<AppendResult> {
    const spans = this.#spansOf(stream, events);
    const followed = events.map((event) => continued(event, spans));
    try {
      const result = await this.store.append(stream, expected, followed);
      for (const span of spans.values()) span.end();
      return result;
    } catch (error) {
      for (const span of spans.values()) span.end({ error });
      throw error;
    }
  }

  /** By the `traceparent` of the events; none for events that belong to no trace. */
  #spansOf(stream: string, events: readonly EventToAppend[]): ReadonlyMap<string, Span> {
    const typesOf = new Map<string, Set<string>>();
    for (const { type, metadata } of events) {
      const { traceparent } = metadata;
      if (traceparent === undefined) continue;
      const types = typesOf.get(traceparent);
      if (types === undefined) typesOf.set(traceparent, new Set([type]));
      else types.add(type);
    }
    const begin = (traceparent: string, types: ReadonlySet<string>): Span =>
      this.tracer.begin({
        name: `append ${[...types].join(', ')}`,
        kind: 'producer',
        traceparent,
        attributes: { 'webstore.stream': stream },
      });
    return new Map(Array.from(typesOf, ([traceparent, types]) => [traceparent, begin(traceparent, types)]));
  }
}

function continued(event: EventToAppend, spans: ReadonlyMap<string, Span>): EventToAppend {
  const span = spans.get(event.metadata.traceparent ?? '');
  if (span === undefined) return event;
  return { ...event, metadata: { ...event.metadata, traceparent: span.traceparent } };
}
