import { expect } from 'chai';
import { Binary, ObjectId, Timestamp } from 'mongodb';
import type { Sort } from 'mongodb';
import { errorCodeOf, serverErrorOf, useContractDatabase } from './contract-database.js';

describe('MongoDB contract: indexes', () => {
  const database = useContractDatabase();

  it('creates and lists indexes', async () => {
    const collection = await database.collection([{ _id: 1 }]);
    expect(await collection.createIndex({ a: 1, b: -1 })).to.equal('a_1_b_-1');
    await collection.createIndex({ c: 1 }, { unique: true, name: 'by c' });
    expect(await collection.indexes()).to.deep.equal([
      { v: 2, key: { _id: 1 }, name: '_id_' },
      { v: 2, key: { a: 1, b: -1 }, name: 'a_1_b_-1' },
      { v: 2, key: { c: 1 }, name: 'by c', unique: true },
    ]);
  });

  it('creates the collection with the index, and nothing twice', async () => {
    const collection = await database.collection();
    const command = { createIndexes: collection.collectionName, indexes: [{ key: { a: 1 }, name: 'a' }] };
    const first = await database.db.command(command);
    expect([
      first['numIndexesBefore'],
      first['numIndexesAfter'],
      first['createdCollectionAutomatically'],
    ]).to.deep.equal([1, 2, true]);
    const second = await database.db.command(command);
    expect([second['numIndexesAfter'], second['note']]).to.deep.equal([2, 'all indexes already exist']);
  });

  it('refuses the same name for another key, and the same key with other options', async () => {
    const collection = await database.collection([{ _id: 1 }]);
    await collection.createIndex({ a: 1 }, { name: 'x' });
    expect(await errorCodeOf(collection.createIndex({ b: 1 }, { name: 'x' }))).to.equal(86);
    expect(await errorCodeOf(collection.createIndex({ a: 1 }, { name: 'y', unique: true }))).to.be.oneOf([
      85, 86,
    ]);
  });

  it('refuses a second value in a unique index, on insert and on update', async () => {
    const collection = await database.collection([
      { _id: 1, a: 1 },
      { _id: 2, a: 2 },
    ]);
    await collection.createIndex({ a: 1 }, { unique: true });
    const error = await serverErrorOf(collection.insertOne({ _id: 3, a: 1 }));
    expect([error.code, error['keyPattern'], error['keyValue']]).to.deep.equal([11000, { a: 1 }, { a: 1 }]);
    expect(await errorCodeOf(collection.updateOne({ _id: 2 }, { $set: { a: 1 } }))).to.equal(11000);
    await collection.updateOne({ _id: 2 }, { $set: { a: 3 } });
    await collection.insertOne({ _id: 4, a: 2 });
  });

  it('counts a missing field as null in a unique index', async () => {
    const collection = await database.collection([{ _id: 1 }]);
    await collection.createIndex({ a: 1 }, { unique: true });
    expect(await errorCodeOf(collection.insertOne({ _id: 2 }))).to.equal(11000);
  });

  it('leaves documents without the field out of a sparse index', async () => {
    const collection = await database.collection([{ _id: 1 }, { _id: 2, a: 1 }]);
    await collection.createIndex({ a: 1 }, { unique: true, sparse: true });
    await collection.insertOne({ _id: 3 });
    expect(await errorCodeOf(collection.insertOne({ _id: 4, a: 1 }))).to.equal(11000);
    expect(await collection.find({ a: null }).toArray()).to.have.length(2);
    expect(await collection.find({}).sort({ a: 1 }).toArray()).to.have.length(3);
  });

  it('holds only documents of the filter in a partial index', async () => {
    const collection = await database.collection([{ _id: 1, a: 1, open: false }]);
    await collection.createIndex({ a: 1 }, { unique: true, partialFilterExpression: { open: true } });
    await collection.insertMany([
      { _id: 2, a: 1, open: true },
      { _id: 3, a: 1, open: false },
    ]);
    expect(await errorCodeOf(collection.updateOne({ _id: 3 }, { $set: { open: true } }))).to.equal(11000);
    expect(await collection.countDocuments({ a: 1 })).to.equal(3);
  });

  it('indexes every element of an array, uniquely across documents', async () => {
    const collection = await database.collection([{ _id: 1, a: [1, 2, 2] }]);
    await collection.createIndex({ a: 1 }, { unique: true });
    expect(await errorCodeOf(collection.insertOne({ _id: 2, a: [5, 2] }))).to.equal(11000);
    await collection.insertOne({ _id: 3, a: [5, 6] });
    expect((await collection.find({ a: 6 }).toArray()).map(({ _id }) => _id)).to.deep.equal([3]);
  });

  it('refuses a unique index over values that are there twice', async () => {
    const collection = await database.collection([
      { _id: 1, a: 1 },
      { _id: 2, a: 1 },
    ]);
    expect(await errorCodeOf(collection.createIndex({ a: 1 }, { unique: true }))).to.equal(11000);
    expect(await collection.indexes()).to.have.length(1);
  });

  it('refuses two arrays in one compound index', async () => {
    const collection = await database.collection([{ _id: 1 }]);
    await collection.createIndex({ a: 1, b: 1 });
    expect(await errorCodeOf(collection.insertOne({ _id: 2, a: [1], b: [2] }))).to.equal(171);
    await collection.insertOne({ _id: 3, a: [1], b: 2 });
  });

  it('answers the same with an index as without, for equality, ranges and sorts', async () => {
    const documents = Array.from({ length: 300 }, (_, _id) => ({
      _id,
      a: _id % 7,
      b: (_id * 37) % 101,
      s: `s${_id % 13}`,
    }));
    const plain = await database.collection(documents);
    const indexed = await database.collection(documents);
    await indexed.createIndexes([{ key: { a: 1, b: -1 } }, { key: { s: -1 } }, { key: { b: 1 } }]);
    const filters = [
      { a: 3 },
      { a: { $in: [1, 5] }, b: { $gt: 50 } },
      { a: 2, b: { $gte: 10, $lt: 60 } },
      { s: { $lte: 's5' } },
      { b: { $gt: 90 } },
      {},
    ];
    const sorts: readonly Sort[] = [
      { a: 1, b: -1, _id: 1 },
      { b: 1, _id: 1 },
      { s: -1, _id: 1 },
      { a: -1, b: 1, _id: -1 },
    ];
    for (const filter of filters) {
      for (const sort of sorts) {
        expect(await indexed.find(filter).sort(sort).toArray()).to.deep.equal(
          await plain.find(filter).sort(sort).toArray(),
        );
      }
      expect(
        (await indexed.find(filter).sort({ a: 1, b: -1 }).toArray()).map(({ a, b }) => [a, b]),
      ).to.deep.equal((await plain.find(filter).sort({ a: 1, b: -1 }).toArray()).map(({ a, b }) => [a, b]));
    }
  });

  it('goes by an index that fits', async () => {
    const collection = await database.collection(Array.from({ length: 50 }, (_, _id) => ({ _id, a: _id })));
    await collection.createIndex({ a: 1 });
    const plan = JSON.stringify(await collection.find({ a: 7 }).explain('queryPlanner'));
    expect(plan).to.contain('IXSCAN').and.not.contain('COLLSCAN');
    expect(JSON.stringify(await collection.find({ x: 7 }).explain('queryPlanner'))).to.contain('COLLSCAN');
  });

  it('follows a hint by name and by key, and refuses one that names no index', async () => {
    const collection = await database.collection([
      { _id: 2, a: 1 },
      { _id: 1, a: 2 },
    ]);
    await collection.createIndex({ a: -1 });
    for (const hint of ['a_-1', { a: -1 }] as const) {
      expect((await collection.find().hint(hint).toArray()).map(({ _id }) => _id)).to.deep.equal([1, 2]);
    }
    expect(await errorCodeOf(collection.find().hint('nothing').toArray())).to.equal(2);
  });

  it('drops one index, and all', async () => {
    const collection = await database.collection([{ _id: 1 }]);
    await collection.createIndexes([{ key: { a: 1 } }, { key: { b: 1 } }, { key: { c: 1 } }]);
    await collection.dropIndex('a_1');
    expect((await collection.indexes()).map(({ name }) => name)).to.deep.equal(['_id_', 'b_1', 'c_1']);
    await collection.dropIndexes();
    expect((await collection.indexes()).map(({ name }) => name)).to.deep.equal(['_id_']);
    expect(await errorCodeOf(collection.dropIndex('a_1'))).to.equal(27);
    expect(await errorCodeOf(collection.dropIndex('_id_'))).to.equal(72);
  });

  for (const direction of [1, -1] as const) {
    it(`finds the least and the greatest values of a type by an index of direction ${direction}`, async () => {
      const extremes: readonly (readonly [least: unknown, middle: unknown, greatest: unknown])[] = [
        [-Infinity, 0, Infinity],
        [new Binary(Buffer.alloc(0)), new Binary(Buffer.alloc(1)), new Binary(Buffer.alloc(300, 255))],
        [new ObjectId('0'.repeat(24)), new ObjectId('7'.repeat(24)), new ObjectId('f'.repeat(24))],
        [
          new Timestamp({ t: 0, i: 1 }),
          new Timestamp({ t: 1, i: 1 }),
          new Timestamp({ t: 0xffffffff, i: 0xffffffff }),
        ],
      ];
      const collection = await database.collection(
        extremes.flatMap(([least, , greatest], i) => [
          { _id: `${i} least`, v: least },
          { _id: `${i} greatest`, v: greatest },
        ]),
      );
      await collection.createIndex({ v: direction });
      for (const [i, [, middle]] of extremes.entries()) {
        const above = await collection.find({ v: { $gt: middle } }).toArray();
        expect(above.map(({ _id }) => _id)).to.deep.equal([`${i} greatest`]);
        const below = await collection.find({ v: { $lt: middle } }).toArray();
        expect(below.map(({ _id }) => _id)).to.deep.equal([`${i} least`]);
      }
    });
  }

  it('takes a number for the switch of an option', async () => {
    const collection = await database.collection([{ _id: 1, a: 1 }]);
    await collection.createIndex({ a: 1 }, { unique: 1 as unknown as boolean });
    expect(await errorCodeOf(collection.insertOne({ _id: 2, a: 1 }))).to.equal(11000);
  });

  it('refuses options of the index on _id, and its name for another', async () => {
    const collection = await database.collection([{ _id: 1 }]);
    expect(await errorCodeOf(collection.createIndex({ _id: 1 }, { expireAfterSeconds: 1 }))).to.equal(197);
    expect(await errorCodeOf(collection.createIndex({ _id: 1 }, { sparse: true }))).to.equal(197);
    expect(await errorCodeOf(collection.createIndex({ a: 1 }, { name: '_id_' }))).to.equal(2);
  });

  it('leaves elements without the field out of a sparse index', async () => {
    const collection = await database.collection([{ _id: 1, a: [{}, {}] }]);
    await collection.createIndex({ 'a.b': 1 }, { unique: true, sparse: true });
    await collection.insertOne({ _id: 2, a: [{}, { b: 1 }] });
    expect(await errorCodeOf(collection.insertOne({ _id: 3, a: [{ b: 1 }] }))).to.equal(11000);
  });

  it('refuses an index key that makes no sense', async () => {
    const collection = await database.collection([{ _id: 1 }]);
    expect(await errorCodeOf(collection.createIndex({ a: 0 as 1 }))).to.equal(67);
    expect(await errorCodeOf(collection.createIndex({ 'a..b': 1 }))).to.equal(67);
  });
});
