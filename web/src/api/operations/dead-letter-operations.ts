import type { OperationTable } from './operation.js';

/** Events that could not be handled. */
export const deadLetterOperations = {
  listDeadLetters: { method: 'GET', path: '/operations/services/{service}/dead-letters' },
  showDeadLetter: { method: 'GET', path: '/operations/services/{service}/dead-letters/{handler}/{key}' },
  replayDeadLetter: {
    method: 'POST',
    path: '/operations/services/{service}/dead-letters/{handler}/{key}/replay',
  },
  skipDeadLetter: {
    method: 'POST',
    path: '/operations/services/{service}/dead-letters/{handler}/{key}/skip',
  },
} as const satisfies OperationTable;
