import { MongoClient } from 'mongodb';
import type { Db, Document } from 'mongodb';

const databasePrefix = 'webstore_';

interface ProjectionRecord {
  readonly _id: string;
  readonly active: { readonly version: number; readonly generation: number };
}

/** One document of a read model, read with the official driver and nothing of our own. */
export async function readDocument(
  mongoDbUrl: string,
  readModel: string,
  id: string,
): Promise<Document | null> {
  return withMongo(mongoDbUrl, async (client) => {
    for (const { name, database, collection } of await activeCollections(client)) {
      if (name === readModel) return database.collection<{ _id: string }>(collection).findOne({ _id: id });
    }
    throw new Error(`There is no read model '${readModel}'.`);
  });
}

/** Every document of every read model, byte by byte: `{ orders: { <id>: <BSON in hex> } }`. */
export async function copyReadModels(mongoDbUrl: string): Promise<Record<string, Record<string, string>>> {
  return withMongo(mongoDbUrl, async (client) => {
    const copy: Record<string, Record<string, string>> = {};
    for (const { name, database, collection } of await activeCollections(client)) {
      const ids = await database.collection<{ _id: string }>(collection).distinct('_id');
      const raw = (await database
        .collection(collection)
        .find({}, { raw: true })
        .toArray()) as unknown as Buffer[];
      const documents = raw.map((bytes) => bytes.toString('hex'));
      const idOf = (hex: string) => ids.find((id) => hex.includes(Buffer.from(id).toString('hex')))!;
      copy[name] = Object.fromEntries(documents.map((hex) => [idOf(hex), hex]).sort());
    }
    return copy;
  });
}

async function activeCollections(
  client: MongoClient,
): Promise<{ name: string; database: Db; collection: string }[]> {
  const { databases } = await client.db('admin').admin().listDatabases({ nameOnly: true });
  const found = databases
    .filter(({ name }) => name.startsWith(databasePrefix))
    .map(async ({ name }) => {
      const database = client.db(name);
      const records = await database.collection<ProjectionRecord>('projections').find().toArray();
      return records.map(({ _id, active: { version, generation } }) => ({
        name: _id,
        database,
        collection: `${_id}.v${version}.${generation}`,
      }));
    });
  return (await Promise.all(found)).flat();
}

async function withMongo<T>(url: string, use: (client: MongoClient) => Promise<T>): Promise<T> {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 5_000 });
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}
