import type { EventStoreDBClient } from '@eventstore/db-client';
import { withinTime } from './within-time.js';

const disposalMs = 1_000;

/** Ends all calls of a client; does not wait for ever for one that nobody reads to its end. */
export async function disposeOf(client: EventStoreDBClient): Promise<void> {
  await withinTime(client.dispose(), disposalMs).catch(() => undefined);
}
