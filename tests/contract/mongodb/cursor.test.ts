import { expect } from 'chai';
import { errorCodeOf, useContractDatabase } from './contract-database.js';

describe('MongoDB contract: cursors', () => {
  const database = useContractDatabase();
  const many = (count: number) => Array.from({ length: count }, (_, _id) => ({ _id, text: 'x'.repeat(50) }));

  it('hands out results in batches of the size asked for', async () => {
    const collection = await database.collection(many(25));
    const cursor = collection.find().batchSize(10);
    expect((await cursor.toArray()).map(({ _id }) => _id)).to.deep.equal(many(25).map(({ _id }) => _id));
  });

  it('gives 101 results first when the client does not say', async () => {
    const collection = await database.collection(many(150));
    const reply = await database.db.command({ find: collection.collectionName });
    expect(reply['cursor'].firstBatch).to.have.length(101);
    const more = await database.db.command({
      getMore: reply['cursor'].id,
      collection: collection.collectionName,
    });
    expect(more['cursor'].nextBatch).to.have.length(49);
    expect(Number(more['cursor'].id)).to.equal(0);
  });

  it('opens a cursor without results for a batch size of zero', async () => {
    const collection = await database.collection(many(3));
    const reply = await database.db.command({ find: collection.collectionName, batchSize: 0 });
    expect(reply['cursor'].firstBatch).to.deep.equal([]);
    expect(Number(reply['cursor'].id)).to.not.equal(0);
  });

  it('ends a single batch there', async () => {
    const collection = await database.collection(many(10));
    const reply = await database.db.command({
      find: collection.collectionName,
      batchSize: 4,
      singleBatch: true,
    });
    expect(reply['cursor'].firstBatch).to.have.length(4);
    expect(Number(reply['cursor'].id)).to.equal(0);
  });

  it('honours the limit across batches', async () => {
    const collection = await database.collection(many(50));
    expect(await collection.find().limit(23).batchSize(10).toArray()).to.have.length(23);
  });

  it('forgets a cursor that is killed', async () => {
    const collection = await database.collection(many(10));
    const name = collection.collectionName;
    const { cursor } = await database.db.command({ find: name, batchSize: 2 });
    const killed = await database.db.command({ killCursors: name, cursors: [cursor.id] });
    expect(killed['cursorsKilled'].map(Number)).to.deep.equal([Number(cursor.id)]);
    expect(await errorCodeOf(database.db.command({ getMore: cursor.id, collection: name }))).to.equal(43);
  });

  it('says when it does not know a cursor', async () => {
    const collection = await database.collection(many(1));
    const error = await errorCodeOf(
      database.db.command({ getMore: 12345n, collection: collection.collectionName }),
    );
    expect(error).to.equal(43);
  });

  it('closes early', async () => {
    const collection = await database.collection(many(300));
    const cursor = collection.find().batchSize(10);
    expect((await cursor.next())!._id).to.equal(0);
    const id = cursor.id;
    await cursor.close();
    expect(
      await errorCodeOf(database.db.command({ getMore: id, collection: collection.collectionName })),
    ).to.equal(43);
  });

  it('splits results that do not fit into one answer', async () => {
    const collection = await database.collection();
    const big = 'x'.repeat(3 * 1024 * 1024);
    for (let _id = 0; _id < 7; _id += 1) await collection.insertOne({ _id, big });
    const found = await collection.find().batchSize(1000).toArray();
    expect(found.map(({ _id, ...rest }) => [_id, rest['big'].length])).to.deep.equal(
      [0, 1, 2, 3, 4, 5, 6].map((_id) => [_id, big.length]),
    );
  });

  it('goes on while documents come and go', async () => {
    const collection = await database.collection(many(200));
    const cursor = collection.find().batchSize(50);
    await cursor.next();
    await collection.deleteMany({ _id: { $gte: 150 } });
    const seen = (await cursor.toArray()).map(({ _id }) => Number(_id));
    expect(new Set(seen).size).to.equal(seen.length);
    expect(seen.filter((id) => id < 150)).to.have.length(149);
  });

  it('hands out what was sorted as it was then', async () => {
    const collection = await database.collection(
      Array.from({ length: 10 }, (_, i) => ({ _id: i, state: 'new', rank: -i })),
    );
    const cursor = collection.find({ state: 'new' }).sort({ rank: 1 }).batchSize(2);
    const first = await cursor.next();
    await collection.updateMany({}, { $set: { state: 'done' } });
    const rest = await cursor.toArray();
    expect([first, ...rest].map((document) => document!['state'])).to.deep.equal(
      Array.from({ length: 10 }, () => 'new'),
    );
  });

  it('does not go on in a collection that was dropped', async () => {
    const collection = await database.collection(Array.from({ length: 10 }, (_, i) => ({ _id: i })));
    const cursor = collection.find().batchSize(2);
    await cursor.next();
    await collection.drop();
    expect(await errorCodeOf(cursor.toArray())).to.equal(175);
  });
});
