import type { MongoConnection } from '../../infrastructure/mongodb/mongo-connection.js';
import { generationName } from '../../projections/runtime/generation-name.js';
import { table, type Output } from './output.js';
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
    one.building ?? '-',
  ]);
  output.print(table(['SERVICE', 'READ MODEL', 'COLLECTION', 'DOCUMENTS', 'ACTIVE SINCE', 'BUILDING'], rows));
}
