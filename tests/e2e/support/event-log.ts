import { EventStoreDBClient, FORWARDS, START } from '@eventstore/db-client';

/** An event as it lies in the event store. */
export interface StoredEvent {
  readonly streamId: string;
  readonly revision: number;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Every event of the shop, in the order of `$all`, read with the official client and nothing of our own. */
export async function readEventLog(eventStoreUrl: string): Promise<StoredEvent[]> {
  const client = EventStoreDBClient.connectionString(eventStoreUrl);
  try {
    const events: StoredEvent[] = [];
    for await (const { event } of client.readAll({ direction: FORWARDS, fromPosition: START })) {
      if (!event || event.streamId.startsWith('$')) continue;
      events.push({
        streamId: event.streamId,
        revision: Number(event.revision),
        type: event.type,
        data: event.data as Record<string, unknown>,
      });
    }
    return events;
  } finally {
    await client.dispose();
  }
}

/** The events of one stream, oldest first. */
export function eventsOf(streamId: string, log: readonly StoredEvent[]): StoredEvent[] {
  return log.filter((event) => event.streamId === streamId);
}

/** The stock of a product by its events alone. */
export interface CountedStock {
  readonly received: number;
  readonly reserved: number;
  readonly sold: number;
}

/**
 * Counts a product's stock, and checks the promise at every prefix of its history.
 *
 * @throws Error when reserved + sold ever exceeds received
 */
export function countStock(productId: string, log: readonly StoredEvent[]): CountedStock {
  let stock: CountedStock = { received: 0, reserved: 0, sold: 0 };
  for (const { type, data, revision } of eventsOf(`product-${productId}`, log)) {
    const quantity = Number(data['quantity'] ?? 0);
    const { received, reserved, sold } = stock;
    if (type === 'StockReplenished') stock = { received: received + quantity, reserved, sold };
    if (type === 'StockReserved') stock = { received, reserved: reserved + quantity, sold };
    if (type === 'StockReservationReleased') stock = { received, reserved: reserved - quantity, sold };
    if (type === 'StockDeducted') stock = { received, reserved: reserved - quantity, sold: sold + quantity };
    if (stock.reserved < 0 || stock.reserved + stock.sold > stock.received) {
      throw new Error(`product-${productId} is oversold at revision ${revision}: ${JSON.stringify(stock)}`);
    }
  }
  return stock;
}
