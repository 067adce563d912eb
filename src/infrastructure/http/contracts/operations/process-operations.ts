import { operation } from '../../contract/operation.js';
import { SERVICE } from './patterns.js';
import {
  CancelProcessBody,
  ListProcessesQuery,
  ProcessDetails,
  ProcessPage,
  RetriedProcessDto,
  RetryProcessBody,
} from './process-dtos.js';

const params = { service: SERVICE, process: /^[\w-]{1,256}$/ };
const missing = { 'service-not-found': 404, 'process-not-found': 404 };

/** What operators see and do about processes. */
export const processOperations = {
  listProcesses: operation({
    method: 'GET',
    path: '/operations/services/{service}/processes',
    summary: 'Lists processes, those that began last first',
    access: 'administrator',
    callers: ['operator'],
    params: { service: SERVICE },
    status: 200,
    query: ListProcessesQuery,
    answer: ProcessPage,
    problems: { 'service-not-found': 404 },
  }),
  showProcess: operation({
    method: 'GET',
    path: '/operations/services/{service}/processes/{manager}/{process}',
    summary: 'Shows what a process took in, decided, commanded and waits for, step by step',
    access: 'administrator',
    callers: ['operator'],
    params,
    status: 200,
    answer: ProcessDetails,
    problems: missing,
  }),
  cancelProcess: operation({
    method: 'POST',
    path: '/operations/services/{service}/processes/{manager}/{process}/cancel',
    summary: 'Ends a process: it dispatches nothing any more, whatever comes',
    access: 'administrator',
    callers: ['operator'],
    params,
    status: 200,
    body: CancelProcessBody,
    answer: ProcessDetails,
    problems: { ...missing, 'process-ended': 409 },
  }),
  retryProcess: operation({
    method: 'POST',
    path: '/operations/services/{service}/processes/{manager}/{process}/retry',
    summary: 'Lets a process try again now what it would try later',
    access: 'administrator',
    callers: ['operator'],
    params,
    status: 202,
    body: RetryProcessBody,
    bodyOptional: true,
    answer: RetriedProcessDto,
    problems: { ...missing, 'process-ended': 409, 'process-at-work': 409, 'nothing-to-retry': 409 },
  }),
} as const;
