import { expect } from 'chai';
import { errorCodeOf, useContractDatabase } from './contract-database.js';

describe('MongoDB contract: findAndModify, distinct and count', () => {
  const database = useContractDatabase();
  const three = [
    { _id: 1, a: 5 },
    { _id: 2, a: 3 },
    { _id: 3, a: 4 },
  ];

  it('returns the document before the update', async () => {
    const collection = await database.collection(three);
    expect(await collection.findOneAndUpdate({ _id: 1 }, { $inc: { a: 1 } })).to.deep.equal({ _id: 1, a: 5 });
  });

  it('returns the document after the update', async () => {
    const collection = await database.collection(three);
    expect(
      await collection.findOneAndUpdate({ _id: 1 }, { $inc: { a: 1 } }, { returnDocument: 'after' }),
    ).to.deep.equal({ _id: 1, a: 6 });
  });

  it('takes the first in the order of the sort', async () => {
    const collection = await database.collection(three);
    expect(
      await collection.findOneAndUpdate({}, { $set: { taken: true } }, { sort: { a: 1 } }),
    ).to.deep.equal({ _id: 2, a: 3 });
  });

  it('projects what it returns', async () => {
    const collection = await database.collection(three);
    const found = await collection.findOneAndUpdate(
      { _id: 3 },
      { $set: { b: 1 } },
      { projection: { b: 1, _id: 0 }, returnDocument: 'after' },
    );
    expect(found).to.deep.equal({ b: 1 });
  });

  it('returns null when nothing matches', async () => {
    const collection = await database.collection(three);
    expect(await collection.findOneAndUpdate({ _id: 9 }, { $set: { a: 1 } })).to.equal(null);
    expect(await collection.findOneAndDelete({ _id: 9 })).to.equal(null);
  });

  it('upserts, and returns the new document or null', async () => {
    const collection = await database.collection();
    const options = { upsert: true, returnDocument: 'after' } as const;
    expect(await collection.findOneAndUpdate({ _id: 1 }, { $inc: { n: 1 } }, options)).to.deep.equal({
      _id: 1,
      n: 1,
    });
    expect(await collection.findOneAndUpdate({ _id: 1 }, { $inc: { n: 1 } }, options)).to.deep.equal({
      _id: 1,
      n: 2,
    });
    expect(await collection.findOneAndUpdate({ _id: 2 }, { $inc: { n: 1 } }, { upsert: true })).to.equal(
      null,
    );
  });

  it('says in its metadata what it did', async () => {
    const collection = await database.collection();
    const result = await collection.findOneAndReplace(
      { _id: 1 },
      { a: 1 },
      { upsert: true, includeResultMetadata: true },
    );
    expect(result.lastErrorObject).to.deep.equal({ n: 1, updatedExisting: false, upserted: 1 });
    expect(result.value).to.equal(null);
  });

  it('replaces', async () => {
    const collection = await database.collection(three);
    expect(
      await collection.findOneAndReplace({ _id: 1 }, { b: 1 }, { returnDocument: 'after' }),
    ).to.deep.equal({ _id: 1, b: 1 });
  });

  it('deletes and returns', async () => {
    const collection = await database.collection(three);
    expect(await collection.findOneAndDelete({}, { sort: { a: -1 } })).to.deep.equal({ _id: 1, a: 5 });
    expect(await collection.countDocuments()).to.equal(2);
  });

  it('hands every job to one worker only', async () => {
    const collection = await database.collection(
      Array.from({ length: 40 }, (_, _id) => ({ _id, state: 'new' })),
    );
    const taken = await Promise.all(
      Array.from({ length: 60 }, () =>
        collection.findOneAndUpdate({ state: 'new' }, { $set: { state: 'taken' } }),
      ),
    );
    const ids = taken.flatMap((job) => (job === null ? [] : [Number(job._id)]));
    expect(ids.sort((a, b) => a - b)).to.deep.equal(Array.from({ length: 40 }, (_, i) => i));
  });

  it('refuses an update together with remove', async () => {
    const collection = await database.collection(three);
    const command = {
      findAndModify: collection.collectionName,
      query: {},
      remove: true,
      update: { $set: { a: 1 } },
    };
    expect(await errorCodeOf(database.db.command(command))).to.equal(9);
  });

  it('lists distinct values, those of arrays one by one, in order', async () => {
    const collection = await database.collection([
      { _id: 1, a: [3, 1] },
      { _id: 2, a: 1 },
      { _id: 3, a: 'x' },
      { _id: 4 },
      { _id: 5, a: null },
    ]);
    expect(await collection.distinct('a')).to.deep.equal([null, 1, 3, 'x']);
    expect(await collection.distinct('a', { _id: { $gt: 2 } })).to.deep.equal([null, 'x']);
  });

  it('lists distinct values of a path through an array', async () => {
    const collection = await database.collection([
      { _id: 1, l: [{ k: 'a' }, { k: 'b' }] },
      { _id: 2, l: [{ k: 'a' }] },
    ]);
    expect(await collection.distinct('l.k')).to.deep.equal(['a', 'b']);
  });

  it('estimates the number of documents', async () => {
    const collection = await database.collection(three);
    expect(await collection.estimatedDocumentCount()).to.equal(3);
  });

  it('counts with the count command', async () => {
    const collection = await database.collection(three);
    const reply = await database.db.command({
      count: collection.collectionName,
      query: { a: { $gt: 3 } },
      skip: 1,
    });
    expect(reply['n']).to.equal(1);
  });
});
