import type { OperationTable } from './operation.js';

/** Processes. */
export const processOperations = {
  listProcesses: { method: 'GET', path: '/operations/services/{service}/processes' },
  showProcess: { method: 'GET', path: '/operations/services/{service}/processes/{manager}/{process}' },
  cancelProcess: {
    method: 'POST',
    path: '/operations/services/{service}/processes/{manager}/{process}/cancel',
  },
  retryProcess: {
    method: 'POST',
    path: '/operations/services/{service}/processes/{manager}/{process}/retry',
  },
} as const satisfies OperationTable;
