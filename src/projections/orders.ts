import type { Document } from '../application/read-models/document.js';
import type { OrderDocument } from '../application/read-models/order-view.js';
import type { RecordedEvent } from '../application/recorded-event.js';
import type { OrderEvent } from '../domain/order/events.js';
import { existing, idBehind } from './document-id.js';
import type { Projection } from './projection.js';
import { typed } from './typed.js';

type Order = Omit<OrderDocument, keyof Document>;

/** Orders with their timelines, by their ids. */
export const orders: Projection<OrderDocument> = {
  name: 'orders',
  version: 1,
  filter: { streamPrefixes: ['order-'] },
  // An order changes by itself soon after it was placed.
  lingerMs: 40,
  indexes: [
    { listKey: -1 },
    { customerId: 1, listKey: -1 },
    { status: 1, listKey: -1 },
    { customerId: 1, status: 1, listKey: -1 },
  ],
  documentId: idBehind('order-'),
  evolve(document, recorded): Order {
    const { type, data } = typed<OrderEvent>(recorded);
    if (type === 'OrderCreated') {
      const { orderId, customerId, lines, total, shippingAddress } = data;
      const timeline = [momentOf(recorded)];
      const order = { orderId, customerId, status: 'created', lines, total, timeline } as const;
      return shippingAddress === undefined ? order : { ...order, shippingAddress };
    }
    const before = existing(document, recorded);
    const order = { ...before, timeline: [...before.timeline, momentOf(recorded)] };
    switch (type) {
      case 'OrderPlaced':
        return { ...order, status: 'placed' };
      case 'OrderConfirmed':
        return { ...order, status: 'confirmed' };
      case 'OrderRejected':
        return { ...order, status: 'rejected', rejection: { code: data.code, lines: data.lines } };
      case 'OrderCancelled':
        return { ...order, status: 'cancelled', cancellationReason: data.reason };
      default:
        return order;
    }
  },
};

function momentOf({ recordedAt, type }: RecordedEvent): OrderDocument['timeline'][number] {
  return { at: recordedAt, event: type };
}
