import type { IntegrationEvent } from './integration-event.js';

/** The sending side of the port between services; adapters: EventStoreDB streams, Kafka. */
export interface IntegrationEventPublisher {
  /**
   * Resolves once the event is durable; a repeat (same `eventId`) changes nothing a consumer can see.
   * @throws TransientError
   */
  publish(event: IntegrationEvent): Promise<void>;
}
