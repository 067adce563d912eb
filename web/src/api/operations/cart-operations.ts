import type { OperationTable } from './operation.js';

/** Carts, from the first product to the checkout. */
export const cartOperations = {
  openCart: { method: 'POST', path: '/carts' },
  putCartItem: { method: 'PUT', path: '/carts/{cartId}/items/{productId}' },
  removeCartItem: { method: 'DELETE', path: '/carts/{cartId}/items/{productId}' },
  abandonCart: { method: 'DELETE', path: '/carts/{cartId}' },
  checkOutCart: { method: 'POST', path: '/carts/{cartId}/checkout' },
  getCart: { method: 'GET', path: '/carts/{cartId}', isConsistent: true },
  listCarts: { method: 'GET', path: '/carts', isConsistent: true },
} as const satisfies OperationTable;
