import { operation } from '../../contract/operation.js';
import { NAME, SERVICE } from './patterns.js';
import { DocumentComparisonDto, ProjectionDto, ProjectionList } from './projection-dtos.js';

const params = { service: SERVICE };
const documentParams = { ...params, document: NAME };
const missing = { 'service-not-found': 404, 'projection-not-found': 404 };
const uncomparable = {
  ...missing,
  'document-not-found': 404,
  'document-not-traceable': 409,
  'projection-of-another-version': 409,
};

/** What operators see and do about read models. */
export const projectionOperations = {
  listProjections: operation({
    method: 'GET',
    path: '/operations/services/{service}/projections',
    summary: 'Lists the projections of a service with their lag, and how far rebuilds are',
    access: 'administrator',
    callers: ['operator'],
    params,
    status: 200,
    answer: ProjectionList,
    problems: { 'service-not-found': 404 },
  }),
  showProjection: operation({
    method: 'GET',
    path: '/operations/services/{service}/projections/{projection}',
    summary: 'Shows one projection',
    access: 'administrator',
    callers: ['operator'],
    params,
    status: 200,
    answer: ProjectionDto,
    problems: missing,
  }),
  rebuildProjection: operation({
    method: 'POST',
    path: '/operations/services/{service}/projections/{projection}/rebuild',
    summary: 'Fills a read model anew beside the old one, which answers until the new one takes over',
    access: 'administrator',
    callers: ['operator'],
    params,
    status: 202,
    answer: ProjectionDto,
    problems: { ...missing, 'projection-paused': 409 },
  }),
  cancelRebuild: operation({
    method: 'POST',
    path: '/operations/services/{service}/projections/{projection}/cancel',
    summary: 'Gives up what is being filled; the old one goes on answering',
    access: 'administrator',
    callers: ['operator'],
    params,
    status: 200,
    answer: ProjectionDto,
    problems: { ...missing, 'no-rebuild': 409 },
  }),
  pauseProjection: operation({
    method: 'POST',
    path: '/operations/services/{service}/projections/{projection}/pause',
    summary: 'Lets a read model stand still: it answers queries, but follows no events',
    access: 'administrator',
    callers: ['operator'],
    params,
    status: 200,
    idempotent: true,
    answer: ProjectionDto,
    problems: missing,
  }),
  resumeProjection: operation({
    method: 'POST',
    path: '/operations/services/{service}/projections/{projection}/resume',
    summary: 'Lets a paused read model go on where it stood',
    access: 'administrator',
    callers: ['operator'],
    params,
    status: 200,
    idempotent: true,
    answer: ProjectionDto,
    problems: missing,
  }),
  compareDocument: operation({
    method: 'GET',
    path: '/operations/services/{service}/projections/{projection}/documents/{document}',
    summary: 'Compares a document with the fold of its events',
    access: 'administrator',
    callers: ['operator'],
    params: documentParams,
    status: 200,
    answer: DocumentComparisonDto,
    problems: uncomparable,
  }),
  healDocument: operation({
    method: 'POST',
    path: '/operations/services/{service}/projections/{projection}/documents/{document}/heal',
    summary: 'Replaces a document by the fold of its events if it differs',
    access: 'administrator',
    callers: ['operator'],
    params: documentParams,
    status: 200,
    idempotent: true,
    answer: DocumentComparisonDto,
    problems: { ...uncomparable, 'document-moving': 409 },
  }),
} as const;
