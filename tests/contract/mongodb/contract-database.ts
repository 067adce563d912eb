import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start } from '@webstore/embedded-mongodb';
import { MongoClient, MongoServerError } from 'mongodb';
import type { Binary, Collection, Db, Decimal128, Document, Double, Int32, Long, ObjectId } from 'mongodb';

/** A document with any `_id` and any fields. */
export interface AnyDocument extends Document {
  _id: string | number | boolean | Date | ObjectId | Binary | Int32 | Double | Long | Decimal128;
}

/** What the cases of a file work with; filled in before the first of them. */
export interface ContractDatabase {
  readonly client: MongoClient;
  readonly db: Db;
  /** A collection of its own for each call, filled with the documents. */
  collection(documents?: readonly object[]): Promise<Collection<AnyDocument>>;
}

/**
 * A database for the cases of one file, dropped at the end: on the server that `MONGODB_CONTRACT_URL` names, else on an
 * embedded one.
 */
export function useContractDatabase(): ContractDatabase {
  let client: MongoClient;
  let close: () => Promise<void>;
  const name = `contract_${randomUUID().replaceAll('-', '')}`;
  before(async () => {
    const server = await contractServer();
    client = new MongoClient(server.url);
    close = async () => {
      await client.db(name).dropDatabase();
      await client.close();
      await server.stop();
    };
  });
  after(() => close());
  return {
    get client() {
      return client;
    },
    get db() {
      return client.db(name);
    },
    collection: async (documents = []) => {
      const collection = client.db(name).collection<AnyDocument>(`c_${randomUUID()}`);
      if (documents.length > 0) await collection.insertMany(documents as AnyDocument[]);
      return collection;
    },
  };
}

async function contractServer(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const url = process.env['MONGODB_CONTRACT_URL'];
  if (url !== undefined) return { url, stop: () => Promise.resolve() };
  const dir = await mkdtemp(join(tmpdir(), 'mongodb-contract-'));
  const server = await start({ dir, port: 0 });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await rm(dir, { recursive: true });
    },
  };
}

/** The code of the error a server answers. @throws Error when there is none */
export async function errorCodeOf(action: Promise<unknown>): Promise<unknown> {
  return (await serverErrorOf(action)).code;
}

/** The error a server answers. @throws Error when there is none */
export async function serverErrorOf(action: Promise<unknown>): Promise<MongoServerError> {
  try {
    await action;
  } catch (error) {
    if (error instanceof MongoServerError) return error;
    throw error;
  }
  throw new Error('the server answered without an error');
}
