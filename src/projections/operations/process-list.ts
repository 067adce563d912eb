import { cursorAfter } from '../../application/read-models/cursor.js';
import { defined } from '../../application/read-models/defined.js';
import type { Where } from '../../application/read-models/document-query.js';
import type { DocumentCollection } from '../../application/read-models/document-store.js';
import type { Page, PageRequest } from '../../application/read-models/page.js';
import type { ProcessDocument } from '../../application/read-models/process-view.js';
import type { ServiceStores } from '../../application/service-stores.js';
import { generationName } from '../runtime/generation-name.js';

/** How a process stands to an operator: an `overdue` one should have gone on by itself some time ago. */
export type ProcessStanding = 'open' | 'overdue' | 'ended';

/** A process as a list shows it. */
export interface ProcessSummary {
  readonly manager: string;
  readonly processId: string;
  readonly status: ProcessStanding;
  readonly lastInput: string;
  readonly openCommands: ProcessDocument['openCommands'];
  readonly deadlines: readonly { readonly name: string; readonly dueAt: string }[];
  /** ISO 8601 UTC. */
  readonly startedAt: string;
  readonly updatedAt: string;
}

/** Which processes are meant; all of what is left out. */
export interface ProcessListRequest extends PageRequest {
  readonly manager?: string | undefined;
  readonly status?: ProcessStanding | undefined;
}

/** How many processes of a service have not ended. */
export interface ProcessCounts {
  /** Begun and not ended. */
  readonly waiting: number;
  readonly overdue: number;
}

/** A process is woken within moments when it is due: this long after, something keeps it from going on. */
export const OVERDUE_AFTER_MS = 10_000;

/**
 * The processes of a service, those that began last first; none of a service without any.
 * @param now in ms since the epoch
 * @throws TransientError, InvalidCursorError
 */
export async function listProcesses(
  stores: ServiceStores,
  { manager, status, limit, cursor }: ProcessListRequest,
  now: number,
): Promise<Page<ProcessSummary>> {
  const documents = await processDocuments(stores);
  const where = { ...defined({ manager }), ...conditionsOf(status, now) };
  if (documents === undefined) return { items: [], nextCursor: null };
  const found: ProcessDocument[] = [];
  let next = cursor;
  // A condition may hold for more than is meant: what is left over is passed by here.
  while (found.length <= limit) {
    const page = await documents.page({ where, order: 'newest-first', limit: limit + 1, cursor: next });
    for (const document of page.items as ProcessDocument[]) {
      if (status === undefined || standingOf(document, now) === status) found.push(document);
    }
    if (page.nextCursor === null) break;
    next = page.nextCursor;
  }
  const items = found.slice(0, limit).map((document) => processSummary(document, now));
  const last = found[limit - 1];
  return { items, nextCursor: found.length > limit && last ? cursorAfter(last.listKey) : null };
}

/** @param managers those of the service @throws TransientError */
export async function countProcesses(
  stores: ServiceStores,
  managers: readonly string[],
  now: number,
): Promise<ProcessCounts> {
  const documents = await processDocuments(stores);
  if (documents === undefined) return { waiting: 0, overdue: 0 };
  const [waiting, ...overdue] = await Promise.all([
    documents.count({ status: 'running' }),
    ...managers.map((manager) => documents.count({ manager, ...overdueBy(now) })),
  ]);
  return { waiting, overdue: overdue.reduce((sum, count) => sum + count, 0) };
}

async function processDocuments({
  registry,
  documents,
}: ServiceStores): Promise<DocumentCollection | undefined> {
  const record = (await registry.list()).find(({ name }) => name === 'processes');
  return record && documents.collection(generationName('processes', record.active));
}

function conditionsOf(status: ProcessStanding | undefined, now: number): Where {
  switch (status) {
    case 'open':
      return { status: 'running' };
    case 'ended':
      return { status: 'ended' };
    case 'overdue':
      return overdueBy(now);
    case undefined:
      return {};
  }
}

function overdueBy(now: number): Where {
  return { waking: true, wakeAt: { below: now - OVERDUE_AFTER_MS } };
}

function standingOf({ waking, wakeAt, status }: ProcessDocument, now: number): ProcessStanding {
  if (waking && wakeAt < now - OVERDUE_AFTER_MS) return 'overdue';
  return status === 'ended' ? 'ended' : 'open';
}

function processSummary(document: ProcessDocument, now: number): ProcessSummary {
  const { manager, processId, lastInput, openCommands, openDeadlines, updatedAt, listKey } = document;
  return {
    manager,
    processId,
    status: standingOf(document, now),
    lastInput: lastInput.type,
    openCommands,
    deadlines: openDeadlines.map(({ name, dueAt }) => ({ name, dueAt })),
    startedAt: listKey.slice(0, listKey.indexOf('/')),
    updatedAt,
  };
}
