import { v5 } from 'uuid';
import type { Message } from '../../domain/message.js';
import type { EventFilter } from '../event-filter.js';
import type { EventHandler } from '../event-handler.js';
import { PoisonEventError } from '../poison-event-error.js';
import type { RecordedEvent } from '../recorded-event.js';
import type { IntegrationEvent } from './integration-event.js';
import type { IntegrationEventPublisher } from './integration-event-publisher.js';

/** What a domain event means to the other services. */
export interface Publication {
  /** What order is kept by: the order id. */
  readonly key: string;
  readonly event: Message;
}

export interface PublishingHandlerParts<Event extends Message> {
  /** Unique within its service, for example `publish-orders`. */
  readonly name: string;
  /** Prefixes of the streams whose events are translated, for example `['order-']`. */
  readonly streamPrefixes: readonly string[];
  readonly publisher: IntegrationEventPublisher;
  /** Pure. None when the event is nobody else's business. */
  readonly translate: (event: Event) => readonly Publication[];
  /** Raises a stored event to today's messages. Default: the event as it stands. */
  readonly upcast?: (event: RecordedEvent) => readonly Message[];
}

/**
 * Tells the other services what happened in this one. Integration events of one stream are published strictly in the
 * order of the domain events behind them, and get ids derived from those, so that publishing again is the same event.
 */
export class PublishingHandler<Event extends Message> implements EventHandler {
  readonly name: string;
  readonly filter: EventFilter;

  constructor(private readonly options: PublishingHandlerParts<Event>) {
    this.name = options.name;
    this.filter = { streamPrefixes: options.streamPrefixes };
  }

  laneKey(event: RecordedEvent): string {
    return event.stream;
  }

  async handle(events: readonly RecordedEvent[]): Promise<void> {
    const byStream = new Map<string, IntegrationEvent[]>();
    for (const event of events) {
      const published = byStream.get(event.stream) ?? [];
      published.push(...this.#publications(event));
      byStream.set(event.stream, published);
    }
    const results = await Promise.allSettled([...byStream.values()].map((inOrder) => this.#publish(inOrder)));
    const failure = results.find((result) => result.status === 'rejected');
    if (failure !== undefined) throw failure.reason;
  }

  async #publish(inOrder: readonly IntegrationEvent[]): Promise<void> {
    for (const event of inOrder) await this.options.publisher.publish(event);
  }

  #publications(recorded: RecordedEvent): IntegrationEvent[] {
    const { upcast, translate } = this.options;
    const { $correlationId: correlationId, traceparent } = recorded.metadata;
    try {
      const messages = (upcast?.(recorded) ?? [recorded]) as readonly Event[];
      return messages.flatMap(translate).map(({ key, event }, index) => ({
        eventId: v5(`${this.name}/${index}`, recorded.eventId),
        type: event.type,
        key,
        data: event.data,
        correlationId,
        causationId: recorded.eventId,
        ...(traceparent === undefined ? {} : { traceparent }),
      }));
    } catch (error) {
      throw new PoisonEventError(recorded, error);
    }
  }
}
