import type { OperationTable } from './operation.js';

/** Orders and what becomes of them. */
export const orderOperations = {
  createOrder: { method: 'POST', path: '/orders' },
  placeOrder: { method: 'POST', path: '/orders/{orderId}/place' },
  cancelOrder: { method: 'POST', path: '/orders/{orderId}/cancel' },
  getOrder: { method: 'GET', path: '/orders/{orderId}', isConsistent: true },
  orderUpdates: { method: 'GET', path: '/orders/{orderId}/updates', isConsistent: true },
  listOrders: { method: 'GET', path: '/orders', isConsistent: true },
} as const satisfies OperationTable;
