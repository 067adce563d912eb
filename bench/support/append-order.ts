import { randomUUID } from 'node:crypto';
import type { AppendResult, EventStore } from '../../src/application/event-store.js';
import { benchEvent } from './bench-event.js';

/** Appends a new order that is created, placed and confirmed: three events at once. */
export function appendOrder(store: EventStore): Promise<AppendResult> {
  const orderId = randomUUID();
  const total = { amount: 7_500, currency: 'EUR' };
  const line = {
    productId: randomUUID(),
    name: 'A mug',
    quantity: 3,
    unitPrice: { ...total, amount: 2_500 },
  };
  const content = { orderId, customerId: randomUUID(), lines: [line], total };
  return store.append(`order-${orderId}`, 'no-stream', [
    benchEvent('OrderCreated', content),
    benchEvent('OrderPlaced', content),
    benchEvent('OrderConfirmed', { orderId, customerId: content.customerId, total }),
  ]);
}
