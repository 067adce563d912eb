import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start } from '@webstore/embedded-eventstoredb';
import { EventStoreDbEventStore } from '../../../src/infrastructure/eventstoredb/event-store-db-event-store.js';

/** An event store of its own for one test: the embedded one behind the adapter. */
export class TemporaryEventStore {
  private constructor(
    readonly store: EventStoreDbEventStore,
    /** Leaves nothing behind. */
    readonly close: () => Promise<void>,
  ) {}

  static async open(): Promise<TemporaryEventStore> {
    const dir = await mkdtemp(join(tmpdir(), 'webstore-'));
    const node = await start({ dir, port: 0 });
    const store = new EventStoreDbEventStore(node.url);
    return new TemporaryEventStore(store, async () => {
      await store.dispose();
      await node.stop();
      await rm(dir, { recursive: true });
    });
  }
}
