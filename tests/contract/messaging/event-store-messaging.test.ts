import { EventStoreMessaging } from '../../../src/infrastructure/messaging/event-store-messaging.js';
import { ListeningService } from './listening-service.js';
import { messagingContract } from './messaging.contract.js';
import { TemporaryEventStore } from './temporary-event-store.js';

describe('EventStoreMessaging', () => {
  messagingContract(async () => {
    const { store, close } = await TemporaryEventStore.open();
    return {
      service: (name) => new ListeningService(store, () => new EventStoreMessaging(store, name)),
      close,
    };
  });
});
