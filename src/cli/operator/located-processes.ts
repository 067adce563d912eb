import type { ProcessDocument } from '../../application/read-models/process-view.js';
import type { MongoConnection } from '../../infrastructure/mongodb/mongo-connection.js';
import { generationName } from '../../projections/runtime/generation-name.js';
import { serviceDatabases } from './service-databases.js';

/** How a process stands to an operator: `overdue` has something to do since some time already. */
export type ProcessStanding = 'open' | 'overdue' | 'ended';

/** A process and the service that runs it. */
export interface LocatedProcess {
  readonly service: string;
  readonly manager: string;
  readonly processId: string;
  readonly status: ProcessStanding;
  readonly lastInput: string;
  readonly openCommands: readonly string[];
  readonly deadlines: readonly { readonly name: string; readonly dueAt: string }[];
  readonly updatedAt: string;
}

/** Which processes are meant; all of what is left out. */
export interface ProcessSelection {
  readonly manager?: string | undefined;
  readonly status?: ProcessStanding | undefined;
  readonly limit: number;
}

/** A process is woken within moments when it is due: this long after, something keeps it from going on. */
const OVERDUE_AFTER_MS = 10_000;

const pageSize = 200;

/** The processes of all services, the newest first. @throws ReadModelUnavailableError */
export async function locatedProcesses(
  connection: MongoConnection,
  { manager, status, limit }: ProcessSelection,
  now: number,
): Promise<LocatedProcess[]> {
  const found: LocatedProcess[] = [];
  for (const { service, stores } of await serviceDatabases(connection)) {
    const record = (await stores.registry.list()).find(({ name }) => name === 'processes');
    if (record === undefined) continue;
    const documents = stores.documents.collection(generationName('processes', record.active));
    const where = {
      ...(manager === undefined ? {} : { manager }),
      ...(status === undefined ? {} : { status: status === 'ended' ? 'ended' : 'running' }),
    };
    let cursor: string | undefined;
    let taken = 0;
    do {
      const page = await documents.page({ where, order: 'newest-first', limit: pageSize, cursor });
      for (const document of page.items) {
        const process = located(service, document as ProcessDocument, now);
        if (status !== undefined && process.status !== status) continue;
        if (taken < limit) found.push(process);
        taken += 1;
      }
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined && taken < limit);
  }
  return found.sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1)).slice(0, limit);
}

function located(service: string, document: ProcessDocument, now: number): LocatedProcess {
  const { manager, processId, lastInput, openCommands, openDeadlines, updatedAt } = document;
  const isOverdue = document.waking && document.wakeAt < now - OVERDUE_AFTER_MS;
  return {
    service,
    manager,
    processId,
    status: isOverdue ? 'overdue' : document.status === 'ended' ? 'ended' : 'open',
    lastInput: lastInput.type,
    openCommands: openCommands.map(({ type }) => type),
    deadlines: openDeadlines.map(({ name, dueAt }) => ({ name, dueAt })),
    updatedAt,
  };
}
