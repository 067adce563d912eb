import { operation } from '../../contract/operation.js';
import { DeadLetterDetails, DeadLetterPage, OperationsListQuery, ReleaseDto } from './dead-letter-dtos.js';
import { NAME, SERVICE } from './patterns.js';

const params = { service: SERVICE, handler: NAME, key: NAME };
const problems = { 'service-not-found': 404, 'dead-letter-not-found': 404 };

/** What operators see and do about events that could not be handled. */
export const deadLetterOperations = {
  listDeadLetters: operation({
    method: 'GET',
    path: '/operations/services/{service}/dead-letters',
    summary: 'Lists what is parked, and why',
    access: 'administrator',
    callers: ['operator'],
    params: { service: SERVICE },
    status: 200,
    query: OperationsListQuery,
    answer: DeadLetterPage,
    problems: { 'service-not-found': 404 },
  }),
  showDeadLetter: operation({
    method: 'GET',
    path: '/operations/services/{service}/dead-letters/{handler}/{key}',
    summary: 'Shows a poisonous event, why it failed, and what waits behind it',
    access: 'administrator',
    callers: ['operator'],
    params,
    status: 200,
    answer: DeadLetterDetails,
    problems,
  }),
  replayDeadLetter: operation({
    method: 'POST',
    path: '/operations/services/{service}/dead-letters/{handler}/{key}/replay',
    summary: 'Handles what is parked again, in order',
    access: 'administrator',
    callers: ['operator'],
    params,
    status: 200,
    answer: ReleaseDto,
    problems,
  }),
  skipDeadLetter: operation({
    method: 'POST',
    path: '/operations/services/{service}/dead-letters/{handler}/{key}/skip',
    summary: 'Drops the poisonous event and handles those behind it',
    access: 'administrator',
    callers: ['operator'],
    params,
    status: 200,
    answer: ReleaseDto,
    problems,
  }),
} as const;
