import type { OrderEmailFacts, OrderEmailKind } from '../../domain/email/order-email.js';
import type { OrderIntegrationEvent } from '../integration-events/order-integration-events.js';

/** The kind of e-mail that each event about an order leads to. */
export const kindOf: Readonly<Record<OrderIntegrationEvent['type'], OrderEmailKind>> = {
  'order.placed.v1': 'order-received',
  'order.confirmed.v1': 'order-confirmed',
  'order.rejected.v1': 'order-rejected',
  'order.cancelled.v1': 'order-cancelled',
};

/** The id of the one e-mail, and of its process, that an event leads to; undefined for events of other kinds. */
export function emailIdOf({ type, data }: OrderIntegrationEvent): string | undefined {
  return Object.hasOwn(kindOf, type) ? `${data.orderId}-${kindOf[type]}` : undefined;
}

/** What the e-mail will say about the order. */
export function emailFactsOf(event: OrderIntegrationEvent): OrderEmailFacts {
  const { total } = event.data;
  switch (event.type) {
    case 'order.placed.v1': {
      const { lines, shippingAddress } = event.data;
      return { total, lines, ...(shippingAddress && { shippingAddress }) };
    }
    case 'order.confirmed.v1':
      return { total };
    case 'order.rejected.v1':
      return { total, rejection: { code: event.data.code, lines: event.data.lines } };
    case 'order.cancelled.v1':
      return { total, cancellationReason: event.data.reason };
  }
}
