import type { OperationTable } from './operation.js';

/** Read models. */
export const projectionOperations = {
  listProjections: { method: 'GET', path: '/operations/services/{service}/projections' },
  showProjection: { method: 'GET', path: '/operations/services/{service}/projections/{projection}' },
  rebuildProjection: {
    method: 'POST',
    path: '/operations/services/{service}/projections/{projection}/rebuild',
  },
  cancelRebuild: { method: 'POST', path: '/operations/services/{service}/projections/{projection}/cancel' },
  pauseProjection: { method: 'POST', path: '/operations/services/{service}/projections/{projection}/pause' },
  resumeProjection: {
    method: 'POST',
    path: '/operations/services/{service}/projections/{projection}/resume',
  },
  compareDocument: {
    method: 'GET',
    path: '/operations/services/{service}/projections/{projection}/documents/{document}',
  },
  healDocument: {
    method: 'POST',
    path: '/operations/services/{service}/projections/{projection}/documents/{document}/heal',
  },
} as const satisfies OperationTable;
