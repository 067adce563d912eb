import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { errorCodeOf, useContractDatabase } from './contract-database.js';

describe('MongoDB contract: databases, collections and the server', () => {
  const database = useContractDatabase();

  it('answers ping, hello and buildInfo', async () => {
    expect((await database.db.command({ ping: 1 }))['ok']).to.equal(1);
    const hello = await database.db.admin().command({ hello: 1 });
    expect(hello['isWritablePrimary']).to.equal(true);
    expect(hello['maxWireVersion']).to.be.at.least(9);
    expect(hello['maxBsonObjectSize']).to.equal(16 * 1024 * 1024);
    expect((await database.db.admin().buildInfo())['version']).to.match(/^\d+\.\d+\.\d+/);
  });

  it('creates, lists and drops collections', async () => {
    const name = randomUUID();
    await database.db.createCollection(name);
    const listed = await database.db.listCollections({ name }).toArray();
    expect(listed.map((entry) => [entry.name, entry.type])).to.deep.equal([[name, 'collection']]);
    expect(await errorCodeOf(database.db.createCollection(name, { validator: { a: 1 } }))).to.equal(48);
    expect(await database.db.dropCollection(name)).to.equal(true);
    expect(await database.db.listCollections({ name }).toArray()).to.deep.equal([]);
  });

  it('lists names only', async () => {
    const collection = await database.collection([{ _id: 1 }]);
    const listed = await database.db
      .listCollections({ name: collection.collectionName }, { nameOnly: true })
      .toArray();
    expect(listed).to.deep.equal([{ name: collection.collectionName, type: 'collection' }]);
  });

  it('starts afresh after a drop', async () => {
    const collection = await database.collection([{ _id: 1 }]);
    await collection.createIndex({ a: 1 }, { unique: true });
    await collection.drop();
    await collection.insertMany([{ _id: 1 }, { _id: 2 }]);
    expect(await collection.countDocuments()).to.equal(2);
    expect(await collection.indexes()).to.have.length(1);
  });

  it('renames a collection with its documents and indexes', async () => {
    const collection = await database.collection([{ _id: 1, a: 1 }]);
    await collection.createIndex({ a: 1 });
    const renamed = await collection.rename(randomUUID());
    expect(await renamed.find().toArray()).to.deep.equal([{ _id: 1, a: 1 }]);
    expect(await renamed.indexes()).to.have.length(2);
    expect(await collection.countDocuments()).to.equal(0);
  });

  it('renames over another collection only when told to', async () => {
    const collection = await database.collection([{ _id: 1 }]);
    const target = await database.collection([{ _id: 2 }]);
    expect(await errorCodeOf(collection.rename(target.collectionName))).to.equal(48);
    await collection.rename(target.collectionName, { dropTarget: true });
    expect(await target.find().toArray()).to.deep.equal([{ _id: 1 }]);
  });

  it('lists and drops databases', async () => {
    const name = `contract_${randomUUID().replaceAll('-', '')}`;
    const db = database.client.db(name);
    await db.collection('things').insertOne({ a: 1 });
    const names = async () =>
      (await db.admin().listDatabases({ nameOnly: true })).databases.map((entry) => entry.name);
    expect(await names()).to.include(name);
    await db.dropDatabase();
    expect(await names()).to.not.include(name);
  });

  it('keeps databases apart', async () => {
    const other = database.client.db(`${database.db.databaseName}_2`);
    const collection = await database.collection([{ _id: 1 }]);
    await other.collection(collection.collectionName).insertOne({ _id: 2 as never });
    expect(await collection.find().toArray()).to.deep.equal([{ _id: 1 }]);
    await other.dropDatabase();
  });

  it('checks documents against a validator', async () => {
    const name = randomUUID();
    await database.db.createCollection(name, { validator: { price: { $gte: 0 } } });
    const collection = database.db.collection<{ _id: number; price: number }>(name);
    await collection.insertOne({ _id: 1, price: 5 });
    expect(await errorCodeOf(collection.insertOne({ _id: 2, price: -5 }))).to.equal(121);
    expect(await errorCodeOf(collection.updateOne({ _id: 1 }, { $set: { price: -1 } }))).to.equal(121);
  });

  it('counts in dbStats', async () => {
    await database.collection([{ _id: 1 }, { _id: 2 }]);
    const stats = await database.db.stats();
    expect(stats['objects']).to.be.at.least(2);
    expect(stats['collections']).to.be.at.least(1);
  });

  it('scales the sizes of dbStats', async () => {
    const db = database.client.db(`${database.db.databaseName}_stats`);
    await db.collection<{ text: string }>('c').insertOne({ text: 'x'.repeat(10_000) });
    const scaled = await db.stats({ scale: 1000 });
    expect(scaled['scaleFactor']).to.equal(1000);
    expect(scaled['dataSize']).to.equal(10);
    await db.dropDatabase();
  });

  it('refuses a database whose name differs from another in case only', async () => {
    await database.collection([{ _id: 1 }]);
    const other = database.client.db(database.db.databaseName.toUpperCase());
    expect(await errorCodeOf(other.collection('c').insertOne({ a: 1 }))).to.equal(13297);
  });

  it('says that a command does not exist', async () => {
    expect(await errorCodeOf(database.db.command({ makeCoffee: 1 }))).to.equal(59);
  });

  it('refuses an option that does not exist', async () => {
    const collection = await database.collection([{ _id: 1 }]);
    expect(await errorCodeOf(database.db.command({ find: collection.collectionName, sugar: 1 }))).to.be.oneOf(
      [9, 40415],
    );
  });

  it('refuses names that are none', async () => {
    expect(await errorCodeOf(database.db.command({ insert: '', documents: [{ a: 1 }] }))).to.equal(73);
    expect(await errorCodeOf(database.db.command({ insert: 5, documents: [{ a: 1 }] }))).to.be.oneOf([2, 73]);
  });

  it('refuses a document above 16 MiB', async () => {
    const collection = await database.collection();
    const halves = { _id: 1, a: 'x'.repeat(8 * 1024 * 1024 - 100) };
    await collection.insertOne(halves);
    expect(await errorCodeOf(collection.updateOne({ _id: 1 }, [{ $set: { b: '$a', c: '$a' } }]))).to.be.oneOf(
      [10334, 17419, 17420],
    );
  });

  it('serves sessions', async () => {
    const collection = await database.collection();
    await database.client.withSession(async (session) => {
      await collection.insertOne({ _id: 1 }, { session });
      expect(await collection.findOne({}, { session })).to.deep.equal({ _id: 1 });
    });
  });

  it('accepts the write and read concerns of one server', async () => {
    const collection = await database.collection();
    await collection.insertOne({ _id: 1 }, { writeConcern: { w: 'majority', journal: true } });
    expect(await collection.find({}, { readConcern: { level: 'majority' } }).toArray()).to.have.length(1);
  });
});
