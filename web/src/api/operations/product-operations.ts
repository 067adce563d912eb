import type { OperationTable } from './operation.js';

/** Products and their stock. */
export const productOperations = {
  registerProduct: { method: 'POST', path: '/products' },
  listProducts: { method: 'GET', path: '/products', isPublic: true, isConsistent: true },
  getProduct: { method: 'GET', path: '/products/{productId}', isPublic: true, isConsistent: true },
  changeProductDetails: { method: 'PATCH', path: '/products/{productId}' },
  changeProductPrice: { method: 'PUT', path: '/products/{productId}/price' },
  replenishStock: { method: 'POST', path: '/products/{productId}/stock' },
  discontinueProduct: { method: 'DELETE', path: '/products/{productId}' },
} as const satisfies OperationTable;
