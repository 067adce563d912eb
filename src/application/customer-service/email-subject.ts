import type { OrderEmailKind } from '../../domain/email/order-email.js';

const subjects: Readonly<Record<OrderEmailKind, (orderId: string) => string>> = {
  'order-received': (orderId) => `We have received your order ${orderId}`,
  'order-confirmed': (orderId) => `Your order ${orderId} is confirmed`,
  'order-rejected': (orderId) => `We could not serve your order ${orderId}`,
  'order-cancelled': (orderId) => `Your order ${orderId} is cancelled`,
};

/** The subject line of an e-mail about an order. */
export function emailSubject(kind: OrderEmailKind, orderId: string): string {
  return subjects[kind](orderId);
}
