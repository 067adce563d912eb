import { expect } from 'chai';
import { MongoClient, MongoServerError } from 'mongodb';
import type { Db, Document } from 'mongodb';
import { start } from '../src/index.js';
import type { RunningServer } from '../src/index.js';
import { useTempDir } from './temp-dir.js';

describe('embedded MongoDB: what it refuses', () => {
  const dir = useTempDir();
  let server: RunningServer;
  let client: MongoClient;
  let db: Db;
  beforeEach(async () => {
    server = await start({ dir: dir.path, port: 0 });
    client = new MongoClient(server.url);
    db = client.db('d');
    await db.collection('c').insertOne({ a: 1 });
  });
  afterEach(async () => {
    await client.close();
    await server.stop();
  });

  async function answer(action: Promise<unknown>): Promise<string> {
    try {
      await action;
      return 'no error';
    } catch (error) {
      if (!(error instanceof MongoServerError)) throw error;
      return `${error.code} ${error.codeName ?? ''}`.trim();
    }
  }

  const commands: readonly { readonly name: string; readonly command: Document; readonly error: string }[] = [
    {
      name: 'a command of MongoDB that is not there',
      command: { mapReduce: 'c' },
      error: '115 CommandNotSupported',
    },
    { name: 'the bulkWrite command', command: { bulkWrite: 1 }, error: '115 CommandNotSupported' },
    { name: 'a command that does not exist', command: { makeTea: 1 }, error: '59 CommandNotFound' },
    { name: 'a tailable cursor', command: { find: 'c', tailable: true }, error: '72 InvalidOptions' },
    { name: 'a collation', command: { find: 'c', collation: { locale: 'de' } }, error: '72 InvalidOptions' },
    { name: 'min and max', command: { find: 'c', min: { a: 1 } }, error: '72 InvalidOptions' },
    {
      name: 'a capped collection',
      command: { create: 'x', capped: true, size: 1000 },
      error: '72 InvalidOptions',
    },
    { name: 'a view', command: { create: 'x', viewOn: 'c', pipeline: [] }, error: '72 InvalidOptions' },
    {
      name: 'a time series',
      command: { create: 'x', timeseries: { timeField: 't' } },
      error: '72 InvalidOptions',
    },
    {
      name: 'a TTL index',
      command: { createIndexes: 'c', indexes: [{ key: { a: 1 }, name: 'a', expireAfterSeconds: 5 }] },
      error: '72 InvalidOptions',
    },
    {
      name: 'a text index',
      command: { createIndexes: 'c', indexes: [{ key: { a: 'text' }, name: 'a' }] },
      error: '67 CannotCreateIndex',
    },
    {
      name: 'a wildcard index',
      command: { createIndexes: 'c', indexes: [{ key: { '$**': 1 }, name: 'a' }] },
      error: '67 CannotCreateIndex',
    },
    {
      name: 'a transaction',
      command: { find: 'c', txnNumber: 1n, autocommit: false, startTransaction: true, lsid: { id: 1 } },
      error: '20 IllegalOperation',
    },
    {
      name: 'a snapshot read',
      command: { find: 'c', readConcern: { level: 'snapshot' } },
      error: '123 NotAReplicaSet',
    },
    {
      name: 'a write on two members',
      command: { insert: 'c', documents: [{ a: 1 }], writeConcern: { w: 2 } },
      error: '2 BadValue',
    },
    {
      name: 'bypassing validation',
      command: { insert: 'c', documents: [{ a: 1 }], bypassDocumentValidation: true },
      error: '72 InvalidOptions',
    },
  ];
  for (const { name, command, error } of commands) {
    it(`refuses ${name}`, async () => {
      expect(await answer(db.command(command))).to.equal(error);
    });
  }

  for (const stage of [
    '$out',
    '$merge',
    '$graphLookup',
    '$setWindowFields',
    '$geoNear',
    '$search',
    '$redact',
  ] as const) {
    it(`refuses the stage ${stage}`, async () => {
      expect(
        await answer(
          db
            .collection('c')
            .aggregate([{ [stage]: {} }])
            .toArray(),
        ),
      ).to.equal('115 CommandNotSupported');
    });
  }

  for (const filter of [
    { $text: { $search: 'x' } },
    { $where: 'true' },
    { $jsonSchema: {} },
    { a: { $near: [0, 0] } },
  ]) {
    it(`refuses the query ${JSON.stringify(filter)}`, async () => {
      expect(await answer(db.collection('c').find(filter).toArray())).to.equal('115 CommandNotSupported');
    });
  }

  it('refuses change streams', async () => {
    expect(await answer(db.collection('c').watch().next())).to.equal('115 CommandNotSupported');
  });

  it('refuses a transaction of the driver', async () => {
    const session = client.startSession();
    session.startTransaction();
    expect(await answer(db.collection('c').insertOne({ a: 2 }, { session }))).to.not.equal('no error');
    await session.endSession();
    expect(await db.collection('c').countDocuments()).to.equal(1);
  });

  it('does not store deprecated BSON types', async () => {
    const document = Buffer.from([8, 0, 0, 0, 0x06, 0x61, 0, 0]);
    const { RawDocument } = await import('../src/bson/raw-document.js');
    const { prepareDocument } = await import('../src/catalog/prepare-document.js');
    expect(new RawDocument(document).bytes).to.equal(document);
    expect(() => prepareDocument(document)).to.throw('BSON type 0x6 is not supported');
  });
});
