import type { MongoConnection } from '../../infrastructure/mongodb/mongo-connection.js';
import {
  listProcesses,
  type ProcessListRequest,
  type ProcessSummary,
} from '../../projections/operations/process-list.js';
import { serviceDatabases } from './service-databases.js';

/** A process and the service that runs it. */
export type LocatedProcess = ProcessSummary & { readonly service: string };

/** The processes of all services, those that moved last first. @throws ReadModelUnavailableError */
export async function locatedProcesses(
  connection: MongoConnection,
  request: Omit<ProcessListRequest, 'cursor'>,
  now: number,
): Promise<LocatedProcess[]> {
  const found: LocatedProcess[] = [];
  for (const { service, stores } of await serviceDatabases(connection)) {
    const { items } = await listProcesses(stores, request, now);
    found.push(...items.map((process) => ({ service, ...process })));
  }
  return found.sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1)).slice(0, request.limit);
}
