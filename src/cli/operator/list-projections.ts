import type { MongoConnection } from '../../infrastructure/mongodb/mongo-connection.js';
import { generationName } from '../../projections/runtime/generation-name.js';
import { table, type Output } from './output.js';
import { rebuildProgress } from './rebuild-progress.js';
import { locatedProjections } from './service-databases.js';

/** Prints every read model: what answers queries, what is being filled, how many documents there are. */
export async function listProjections(
  connection: MongoConnection,
  output: Output,
  { json = false }: { readonly json?: boolean },
): Promise<void> {
  const found = (await locatedProjections(connection)).map(async ({ service, stores, record }) => {
    const collection = generationName(record.name, record.active);
    return {
      service,
      name: record.name,
      version: record.active.version,
      collection,
      documents: await stores.documents.collection(collection).count(),
      activeSince: record.activeSince,
      position: String((await stores.checkpoints.load(collection)) ?? ''),
      state: record.paused === true ? 'paused' : record.building === undefined ? 'live' : 'rebuilding',
      progress: record.building === undefined ? null : await rebuildProgress(stores, record, record.building),
      building: record.building === undefined ? null : generationName(record.name, record.building),
    };
  });
  const projections = await Promise.all(found);
  if (json) {
    output.print(JSON.stringify(projections));
    return;
  }
  const rows = projections.map((one) => [
    one.service,
    one.name,
    one.collection,
    String(one.documents),
    one.activeSince,
    one.position,
    one.progress === null ? one.state : `${one.state} ${Math.floor(one.progress.share * 100)}%`,
    one.building ?? '-',
  ]);
  output.print(
    table(
      ['SERVICE', 'READ MODEL', 'COLLECTION', 'DOCUMENTS', 'ACTIVE SINCE', 'POSITION', 'STATE', 'BUILDING'],
      rows,
    ),
  );
}
