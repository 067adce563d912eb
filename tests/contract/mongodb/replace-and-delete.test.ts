import { expect } from 'chai';
import type { Document } from 'mongodb';
import { errorCodeOf, useContractDatabase } from './contract-database.js';

describe('MongoDB contract: updateMany, upsert, replace and delete', () => {
  const database = useContractDatabase();

  it('updates all matches with updateMany', async () => {
    const collection = await database.collection([
      { _id: 1, a: 1 },
      { _id: 2, a: 1 },
      { _id: 3, a: 2 },
    ]);
    const result = await collection.updateMany({ a: 1 }, { $inc: { a: 1 } });
    expect([result.matchedCount, result.modifiedCount]).to.deep.equal([2, 2]);
    expect(await collection.countDocuments({ a: 2 })).to.equal(3);
  });

  describe('upsert', () => {
    it('inserts what the filter and the update say', async () => {
      const collection = await database.collection();
      const result = await collection.updateOne(
        { _id: 5, 'a.b': 1, c: { $gt: 3 } },
        { $set: { d: 2 }, $setOnInsert: { e: 3 } },
        { upsert: true },
      );
      expect([result.upsertedId, result.upsertedCount, result.matchedCount]).to.deep.equal([5, 1, 0]);
      expect(await collection.findOne({})).to.deep.equal({ _id: 5, a: { b: 1 }, d: 2, e: 3 });
    });

    it('generates an _id when nothing gives one', async () => {
      const collection = await database.collection();
      const result = await collection.updateOne({ a: 1 }, { $inc: { n: 1 } }, { upsert: true });
      expect(await collection.findOne({})).to.deep.equal({ _id: result.upsertedId, a: 1, n: 1 });
    });

    it('takes the values of $and, $eq and a single $in', async () => {
      const collection = await database.collection();
      await collection.updateOne(
        { $and: [{ a: { $eq: 1 } }, { b: { $in: [2] } }], _id: 1 },
        { $set: { c: 3 } },
        { upsert: true },
      );
      expect(await collection.findOne({})).to.deep.equal({ _id: 1, a: 1, b: 2, c: 3 });
    });

    it('updates what is there', async () => {
      const collection = await database.collection([{ _id: 5, a: 1 }]);
      const result = await collection.updateOne({ _id: 5 }, { $set: { a: 2 } }, { upsert: true });
      expect([result.upsertedCount, result.modifiedCount]).to.deep.equal([0, 1]);
    });

    it('fails on the _id when another condition keeps the document from matching', async () => {
      const collection = await database.collection([{ _id: 5, revision: 3 }]);
      expect(
        await errorCodeOf(collection.replaceOne({ _id: 5, revision: 2 }, { revision: 3 }, { upsert: true })),
      ).to.equal(11000);
    });
  });

  describe('replace', () => {
    it('replaces all but the _id', async () => {
      const collection = await database.collection([{ _id: 1, a: 1, b: 2 }]);
      const result = await collection.replaceOne({ _id: 1 }, { c: 3 });
      expect([result.matchedCount, result.modifiedCount]).to.deep.equal([1, 1]);
      expect(await collection.findOne({})).to.deep.equal({ _id: 1, c: 3 });
    });

    it('counts the same document as not modified', async () => {
      const collection = await database.collection([{ _id: 1, a: 1 }]);
      expect((await collection.replaceOne({ _id: 1 }, { a: 1 })).modifiedCount).to.equal(0);
    });

    it('replaces under a guard, or not at all', async () => {
      const collection = await database.collection([{ _id: 1, revision: 4 }]);
      expect(
        (await collection.replaceOne({ _id: 1, revision: { $lt: 5 } }, { revision: 5 })).modifiedCount,
      ).to.equal(1);
      expect(
        (await collection.replaceOne({ _id: 1, revision: { $lt: 5 } }, { revision: 6 })).matchedCount,
      ).to.equal(0);
      expect(await collection.findOne({})).to.deep.equal({ _id: 1, revision: 5 });
    });

    it('refuses another _id', async () => {
      const collection = await database.collection([{ _id: 1 }]);
      expect(await errorCodeOf(collection.replaceOne({ _id: 1 }, { _id: 2 } as object))).to.equal(66);
    });

    it('keeps the order of fields whose names are numbers', async () => {
      const collection = await database.collection([{ _id: 1 }]);
      await collection.replaceOne(
        { _id: 1 },
        new Map<string, number>([
          ['b', 1],
          ['2', 2],
          ['a', 3],
        ]) as unknown as Document,
      );
      const fields = { $map: { input: { $objectToArray: '$$ROOT' }, in: '$$this.k' } };
      const [found] = await collection.aggregate([{ $project: { _id: 0, fields } }]).toArray();
      expect(found).to.deep.equal({ fields: ['_id', 'b', '2', 'a'] });
    });

    it('inserts with upsert', async () => {
      const collection = await database.collection();
      await collection.replaceOne({ _id: 'x' }, { a: 1 }, { upsert: true });
      expect(await collection.findOne({})).to.deep.equal({ _id: 'x', a: 1 });
    });
  });

  describe('delete', () => {
    it('deletes one, or all that match', async () => {
      const collection = await database.collection([
        { _id: 1, a: 1 },
        { _id: 2, a: 1 },
        { _id: 3, a: 1 },
        { _id: 4, a: 2 },
      ]);
      expect((await collection.deleteOne({ a: 1 })).deletedCount).to.equal(1);
      expect((await collection.deleteMany({ a: 1 })).deletedCount).to.equal(2);
      expect((await collection.deleteMany({ a: 1 })).deletedCount).to.equal(0);
      expect(await collection.find().toArray()).to.deep.equal([{ _id: 4, a: 2 }]);
    });

    it('does not create a collection by an update without upsert', async () => {
      const collection = await database.collection();
      expect((await collection.updateOne({ _id: 1 }, { $set: { a: 1 } })).matchedCount).to.equal(0);
      expect(await database.db.listCollections({ name: collection.collectionName }).toArray()).to.deep.equal(
        [],
      );
    });

    it('deletes nothing from a collection that is not there', async () => {
      const collection = await database.collection();
      expect((await collection.deleteMany({})).deletedCount).to.equal(0);
    });
  });
});
