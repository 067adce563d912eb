import type { EventStore, EventToAppend } from '../../../src/application/event-store.js';
import type { OrderEvent } from '../../../src/domain/order/events.js';
import { someEvent } from '../../support/some-event.js';

const outcomes = ['OrderConfirmed', 'OrderRejected', 'OrderCancelled'] as const;
const total = { amount: 4_998, currency: 'EUR' };

/** Appends the events of an order, which ends as `number` says. Answers its last position. */
export async function appendOrder(eventStore: EventStore, orderId: string, number: number): Promise<bigint> {
  const customerId = `customer-${number % 5}`;
  const unitPrice = { amount: 2_499, currency: 'EUR' };
  const lines = [{ productId: `product-${number % 9}`, name: 'Größe "L" 🎁', quantity: 2, unitPrice }];
  const content = { orderId, customerId, lines, total };
  const ends: OrderEvent[] = [
    { type: 'OrderConfirmed', data: { orderId, customerId, total } },
    {
      type: 'OrderRejected',
      data: {
        orderId,
        customerId,
        total,
        code: 'insufficient-stock',
        lines: [
          { productId: `product-${number % 9}`, code: 'insufficient-stock', requested: 2, available: 0 },
        ],
      },
    },
    {
      type: 'OrderCancelled',
      data: { orderId, customerId, total, reason: 'changed my mind', cancelledBy: 'customer' },
    },
  ];
  const events: OrderEvent[] = [
    { type: 'OrderCreated', data: content },
    { type: 'OrderPlaced', data: content },
    ends[number % outcomes.length]!,
  ];
  await eventStore.append(`order-${orderId}`, 'no-stream', [recordable(events[0]!)]);
  const { position } = await eventStore.append(`order-${orderId}`, 0, events.slice(1).map(recordable));
  return position;
}

function recordable({ type, data }: OrderEvent): EventToAppend {
  return someEvent(type, data);
}
