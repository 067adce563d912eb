import { InMemoryEventStore } from '../../src/testing/in-memory-event-store.js';
import { eventStoreContract } from './event-store.contract.js';

describe('InMemoryEventStore', () => {
  eventStoreContract(() => new InMemoryEventStore());
});
