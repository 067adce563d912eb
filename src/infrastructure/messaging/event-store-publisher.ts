import type { EventStore } from '../../application/event-store.js';
import type { IntegrationEvent } from '../../application/integration-events/integration-event.js';
import type { IntegrationEventPublisher } from '../../application/integration-events/integration-event-publisher.js';
import { storedIntegrationEvent } from './stored-integration-event.js';

/** The prefix of the streams that carry integration events about orders, for subscribers' filters. */
export const ORDER_INTEGRATION_STREAMS = 'integration.order-';

/**
 * Publishes through the event store itself, into one stream per key; subscribers follow the streams by prefix. The store
 * recognises a repeat by its event id as long as it remembers the id; later repeats are recognised by the consumers,
 * whose inboxes are keyed by the same id.
 */
export class EventStorePublisher implements IntegrationEventPublisher {
  /** @param actor who publishes, for example `service:order-service` */
  constructor(
    private readonly eventStore: EventStore,
    private readonly actor: string,
  ) {}

  async publish(event: IntegrationEvent): Promise<void> {
    const stream = ORDER_INTEGRATION_STREAMS + event.key;
    await this.eventStore.append(stream, 'any', [storedIntegrationEvent(event, this.actor)]);
  }
}
