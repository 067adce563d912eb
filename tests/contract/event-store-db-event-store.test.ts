import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningNode, start } from '@webstore/embedded-eventstoredb';
import { EventStoreDbEventStore } from '../../src/infrastructure/eventstoredb/event-store-db-event-store.js';
import { eventStoreContract } from './event-store.contract.js';

describe('EventStoreDbEventStore', () => {
  let dir: string;
  let node: RunningNode;
  let store: EventStoreDbEventStore;

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'webstore-'));
    node = await start({ dir, port: 0 });
    store = new EventStoreDbEventStore(node.url);
  });

  after(async () => {
    await store.dispose();
    await node.stop();
    await rm(dir, { recursive: true });
  });

  eventStoreContract(() => store);
});
