import { expect } from 'chai';
import { MongoBulkWriteError } from 'mongodb';
import { useContractDatabase } from './contract-database.js';

describe('MongoDB contract: bulkWrite', () => {
  const database = useContractDatabase();

  it('carries out every kind of operation in order', async () => {
    const collection = await database.collection([
      { _id: 1, a: 1 },
      { _id: 2, a: 2 },
      { _id: 3, a: 3 },
    ]);
    const result = await collection.bulkWrite([
      { insertOne: { document: { _id: 4, a: 4 } } },
      { updateOne: { filter: { _id: 4 }, update: { $inc: { a: 1 } } } },
      { updateMany: { filter: { a: { $lt: 3 } }, update: { $set: { low: true } } } },
      { replaceOne: { filter: { _id: 3 }, replacement: { b: 1 } } },
      { deleteOne: { filter: { _id: 1 } } },
      { updateOne: { filter: { _id: 9 }, update: { $set: { a: 9 } }, upsert: true } },
    ]);
    expect([
      result.insertedCount,
      result.matchedCount,
      result.modifiedCount,
      result.deletedCount,
      result.upsertedCount,
    ]).to.deep.equal([1, 4, 4, 1, 1]);
    expect(result.upsertedIds).to.deep.equal({ 5: 9 });
    expect(await collection.find().sort({ _id: 1 }).toArray()).to.deep.equal([
      { _id: 2, a: 2, low: true },
      { _id: 3, b: 1 },
      { _id: 4, a: 5 },
      { _id: 9, a: 9 },
    ]);
  });

  it('upserts thousands of replacements, and again', async () => {
    const collection = await database.collection();
    const round = (revision: number) =>
      collection.bulkWrite(
        Array.from({ length: 3000 }, (_, i) => ({
          replaceOne: {
            filter: { _id: `id-${i}`, revision: revision - 1 },
            replacement: { revision, value: i },
            upsert: revision === 1,
          },
        })),
        { ordered: false },
      );
    expect((await round(1)).upsertedCount).to.equal(3000);
    expect((await round(2)).modifiedCount).to.equal(3000);
    expect((await round(2)).matchedCount).to.equal(0);
    expect(await collection.countDocuments({ revision: 2 })).to.equal(3000);
  });

  it('goes on after a failure when unordered', async () => {
    const collection = await database.collection([{ _id: 1 }]);
    const error = await collection
      .bulkWrite([{ insertOne: { document: { _id: 1 } } }, { insertOne: { document: { _id: 2 } } }], {
        ordered: false,
      })
      .then(
        () => undefined,
        (failure: unknown) => failure,
      );
    expect(error).to.be.instanceOf(MongoBulkWriteError);
    expect((error as MongoBulkWriteError).code).to.equal(11000);
    expect((error as MongoBulkWriteError).insertedCount).to.equal(1);
    expect(await collection.countDocuments()).to.equal(2);
  });

  it('ends at a failure when ordered', async () => {
    const collection = await database.collection([{ _id: 1 }]);
    const error = await collection
      .bulkWrite([{ insertOne: { document: { _id: 1 } } }, { insertOne: { document: { _id: 2 } } }])
      .then(
        () => undefined,
        (failure: unknown) => failure,
      );
    expect((error as MongoBulkWriteError).insertedCount).to.equal(0);
    expect(await collection.countDocuments()).to.equal(1);
  });

  it('loses no increment of many clients at once', async () => {
    const collection = await database.collection([{ _id: 1, n: 0 }]);
    await Promise.all(
      Array.from({ length: 200 }, () => collection.updateOne({ _id: 1 }, { $inc: { n: 1 } })),
    );
    expect(await collection.findOne({})).to.deep.equal({ _id: 1, n: 200 });
  });
});
