import type { EventStore } from '../../application/event-store.js';
import { EventStorePublisher, ORDER_INTEGRATION_STREAMS } from './event-store-publisher.js';
import type { Messaging } from './messaging.js';

/** Services tell each other through the event store that they share: what one publishes, the others follow there. */
export class EventStoreMessaging implements Messaging {
  readonly publisher: EventStorePublisher;
  readonly inputs = [ORDER_INTEGRATION_STREAMS];
  readonly problem = undefined;

  /** @param service for example `order-service` */
  constructor(eventStore: EventStore, service: string) {
    this.publisher = new EventStorePublisher(eventStore, `service:${service}`);
  }

  start(): void {}

  async stop(): Promise<void> {}
}
