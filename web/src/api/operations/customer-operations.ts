import type { OperationTable } from './operation.js';

/** Customers, their mails and sessions. */
export const customerOperations = {
  registerCustomer: { method: 'POST', path: '/customers', isPublic: true },
  listCustomers: { method: 'GET', path: '/customers', isConsistent: true },
  getCustomer: { method: 'GET', path: '/customers/{customerId}', isConsistent: true },
  changeCustomer: { method: 'PATCH', path: '/customers/{customerId}' },
  deactivateCustomer: { method: 'DELETE', path: '/customers/{customerId}' },
  listEmails: { method: 'GET', path: '/customers/{customerId}/emails', isConsistent: true },
  openSession: { method: 'POST', path: '/sessions', isPublic: true },
  refreshSession: { method: 'POST', path: '/sessions/refresh', isPublic: true },
  closeSession: { method: 'DELETE', path: '/sessions/{sessionId}' },
} as const satisfies OperationTable;
