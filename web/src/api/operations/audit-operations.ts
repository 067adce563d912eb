import type { OperationTable } from './operation.js';

/** The event log. */
export const auditOperations = {
  listStreams: { method: 'GET', path: '/audit/streams', isConsistent: true },
  listStreamEvents: { method: 'GET', path: '/audit/streams/{stream}/events' },
  replayState: { method: 'GET', path: '/audit/streams/{stream}/state' },
  diffStates: { method: 'GET', path: '/audit/streams/{stream}/diff' },
  showCorrelation: { method: 'GET', path: '/audit/correlations/{correlationId}', isConsistent: true },
  showOrderTrail: { method: 'GET', path: '/audit/orders/{orderId}/trail', isConsistent: true },
  listActivities: { method: 'GET', path: '/audit/activities', isConsistent: true },
  exportLog: { method: 'GET', path: '/audit/export' },
  verifyLog: { method: 'GET', path: '/audit/verification' },
  listKeys: { method: 'GET', path: '/audit/keys' },
  latestCheckpoint: { method: 'GET', path: '/audit/checkpoints/latest' },
} as const satisfies OperationTable;
