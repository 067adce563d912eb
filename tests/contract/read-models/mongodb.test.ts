import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start, type RunningServer } from '@webstore/embedded-mongodb';
import { expect } from 'chai';
import { ReadModelUnavailableError } from '../../../src/application/read-models/read-model-unavailable-error.js';
import { MongoConnection } from '../../../src/infrastructure/mongodb/mongo-connection.js';
import type { ServiceStores } from '../../../src/application/service-stores.js';
import { mongoStores } from '../../../src/infrastructure/mongodb/mongo-stores.js';
import { processorStoresContract } from './processor-stores.contract.js';
import { readModelsContract } from './read-models.contract.js';

describe('MongoDB stores', () => {
  let dir: string;
  let server: RunningServer | undefined;
  let url: string;
  let connection: MongoConnection;

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'webstore-read-models-'));
    const given = process.env['MONGODB_CONTRACT_URL'];
    if (given === undefined) server = await start({ dir, port: 0 });
    url = given ?? server!.url;
    connection = new MongoConnection({ url, database: 'unused' });
  });

  after(async () => {
    const leftOver = (await connection.databases()).filter((name) => name.startsWith('contract_'));
    for (const name of leftOver) await connection.database(name).dropDatabase();
    await connection.close();
    await server?.stop();
    await rm(dir, { recursive: true, force: true });
  });

  async function open(): Promise<ServiceStores> {
    return mongoStores(connection.database(`contract_${randomUUID()}`));
  }

  processorStoresContract(open);
  readModelsContract(open);

  it('tell a server that is away from every other error, within seconds', async () => {
    const nobody = new MongoConnection({ url: 'mongodb://127.0.0.1:1', database: 'unused' });
    try {
      let error: unknown;
      await mongoStores(nobody.db)
        .checkpoints.load('orders')
        .catch((caught: unknown) => (error = caught));
      expect(error).to.be.instanceOf(ReadModelUnavailableError);
    } finally {
      await nobody.close();
    }
  });
});
