import type { OperationTable } from './operation.js';

/** Services and their instances. */
export const instanceOperations = {
  showOverview: { method: 'GET', path: '/operations/overview' },
  showInstance: { method: 'GET', path: '/operations/services/{service}/instances/{instance}' },
  showConfiguration: {
    method: 'GET',
    path: '/operations/services/{service}/instances/{instance}/configuration',
  },
  showCircuitBreaker: {
    method: 'GET',
    path: '/operations/services/{service}/instances/{instance}/circuit-breakers/{circuitBreaker}',
  },
  switchCircuitBreaker: {
    method: 'POST',
    path: '/operations/services/{service}/instances/{instance}/circuit-breakers/{circuitBreaker}',
  },
} as const satisfies OperationTable;
