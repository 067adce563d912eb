import { EVERY_SERVICE, contract } from '../../contract/contract.js';
import { operation } from '../../contract/operation.js';
import { deadLetterOperations } from './dead-letter-operations.js';
import { instanceOperations } from './instance-operations.js';
import { SERVICE } from './patterns.js';
import { processOperations } from './process-operations.js';
import { projectionOperations } from './projection-operations.js';
import { ServiceStandingDto } from './service-dtos.js';

/**
 * What operators see and do: every service answers these calls for itself, and only those that name it. For administrators, and for
 * the operator's own key where a service is called directly.
 */
export const operationsContract = contract({
  service: EVERY_SERVICE,
  title: 'Operations',
  operations: {
    showService: operation({
      method: 'GET',
      path: '/operations/services/{service}',
      summary: 'Shows how a service stands: projections, processes, dead letters',
      access: 'administrator',
      callers: ['operator'],
      params: { service: SERVICE },
      status: 200,
      answer: ServiceStandingDto,
      problems: { 'service-not-found': 404 },
    }),
    ...projectionOperations,
    ...deadLetterOperations,
    ...processOperations,
    ...instanceOperations,
  },
});
