import type { EventStore } from '../../application/event-store.js';
import type { IntegrationEvent } from '../../application/integration-events/integration-event.js';
import { storedIntegrationEvent } from './stored-integration-event.js';

/** The prefix of the streams in which a service keeps the integration events about orders that it has received. */
export function inboxStreams(service: string): string {
  return `received.${service}.order-`;
}

/**
 * The integration events that a service has received from a broker, durable in its own streams, one per key. Its process
 * managers follow them there as they follow all other streams. A repeat is recognised by its event id, here as long
 * as the store remembers the id, and by whoever handles it, for ever.
 */
export class Inbox {
  readonly #prefix: string;

  constructor(
    private readonly eventStore: EventStore,
    service: string,
  ) {
    this.#prefix = inboxStreams(service);
  }

  /**
   * Durable when it resolves.
   * @param actor who published it
   * @throws TransientError
   */
  async take(event: IntegrationEvent, actor: string): Promise<void> {
    await this.eventStore.append(this.#prefix + event.key, 'any', [storedIntegrationEvent(event, actor)]);
  }
}
