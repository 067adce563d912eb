import type { OrderEvent } from '../../domain/order/events.js';
import type { OrderIntegrationEvent } from '../integration-events/order-integration-events.js';
import type { Publication } from '../integration-events/publishing-handler.js';

/** What an order's domain event means to the other services; nothing before the order is placed. */
export function orderPublications(event: OrderEvent): readonly Publication[] {
  const published = translate(event);
  return published ? [{ key: published.data.orderId, event: published }] : [];
}

function translate(event: OrderEvent): OrderIntegrationEvent | undefined {
  switch (event.type) {
    case 'OrderPlaced': {
      const { orderId, customerId, lines, total, shippingAddress } = event.data;
      const data = { orderId, customerId, lines, total, ...(shippingAddress && { shippingAddress }) };
      return { type: 'order.placed.v1', data };
    }
    case 'OrderConfirmed': {
      const { orderId, customerId, total } = event.data;
      return { type: 'order.confirmed.v1', data: { orderId, customerId, total } };
    }
    case 'OrderRejected': {
      const { orderId, customerId, total, code, lines } = event.data;
      return { type: 'order.rejected.v1', data: { orderId, customerId, total, code, lines } };
    }
    case 'OrderCancelled': {
      const { orderId, customerId, total, reason } = event.data;
      return { type: 'order.cancelled.v1', data: { orderId, customerId, total, reason } };
    }
    default:
      return undefined;
  }
}
