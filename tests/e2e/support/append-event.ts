import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';

/** Appends an event to a stream with the official client, past everything that would have refused it. */
export async function appendEvent(
  eventStoreUrl: string,
  streamId: string,
  event: { readonly type: string; readonly data: Readonly<Record<string, string | number>> },
): Promise<void> {
  const client = EventStoreDBClient.connectionString(eventStoreUrl);
  try {
    await client.appendToStream(streamId, jsonEvent(event));
  } finally {
    await client.dispose();
  }
}
