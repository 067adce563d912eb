import { expect } from 'chai';
import { Decimal128, Double, Int32, Long, Timestamp } from 'mongodb';
import type { Document } from 'mongodb';
import { errorCodeOf, useContractDatabase } from './contract-database.js';

interface Case {
  readonly name: string;
  readonly from: Document;
  readonly update: Document | Document[];
  readonly filter?: Document;
  readonly to: Document;
  readonly arrayFilters?: Document[];
  readonly unchanged?: boolean;
}

const changes: readonly Case[] = [
  { name: '$set sets and adds', from: { a: 1 }, update: { $set: { a: 2, b: 3 } }, to: { a: 2, b: 3 } },
  {
    name: '$set creates the documents on a path',
    from: {},
    update: { $set: { 'a.b.c': 1 } },
    to: { a: { b: { c: 1 } } },
  },
  { name: '$set sets an element', from: { a: [1, 2] }, update: { $set: { 'a.1': 5 } }, to: { a: [1, 5] } },
  {
    name: '$set pads an array with null',
    from: { a: [1] },
    update: { $set: { 'a.3': 5 } },
    to: { a: [1, null, null, 5] },
  },
  {
    name: '$set makes a document of a numeric name',
    from: {},
    update: { $set: { 'a.0': 5 } },
    to: { a: { '0': 5 } },
  },
  {
    name: '$set to the same value modifies nothing',
    from: { a: 1 },
    update: { $set: { a: 1 } },
    to: { a: 1 },
    unchanged: true,
  },
  {
    name: '$set adds fields in the order of their names',
    from: {},
    update: { $set: { z: 1, b: 2, a: 3 } },
    to: { a: 3, b: 2, z: 1 },
  },
  { name: '$unset removes', from: { a: 1, b: 2 }, update: { $unset: { a: '' } }, to: { b: 2 } },
  {
    name: '$unset of a missing field modifies nothing',
    from: { a: 1 },
    update: { $unset: { 'x.y': '' } },
    to: { a: 1 },
    unchanged: true,
  },
  {
    name: '$unset makes an element null',
    from: { a: [1, 2] },
    update: { $unset: { 'a.0': '' } },
    to: { a: [null, 2] },
  },
  { name: '$inc adds', from: { a: 1 }, update: { $inc: { a: 2, b: -3 } }, to: { a: 3, b: -3 } },
  {
    name: '$inc of a nested field',
    from: { a: { b: 1 } },
    update: { $inc: { 'a.b': 1.5 } },
    to: { a: { b: 2.5 } },
  },
  {
    name: '$mul multiplies, a missing field becomes zero',
    from: { a: 2 },
    update: { $mul: { a: 3, b: 5 } },
    to: { a: 6, b: 0 },
  },
  {
    name: '$min keeps the lesser',
    from: { a: 5, b: 5 },
    update: { $min: { a: 3, b: 7, c: 1 } },
    to: { a: 3, b: 5, c: 1 },
  },
  {
    name: '$max keeps the greater',
    from: { a: 5, b: 5 },
    update: { $max: { a: 3, b: 7, c: 1 } },
    to: { a: 5, b: 7, c: 1 },
  },
  { name: '$max compares across types', from: { a: 5 }, update: { $max: { a: 'text' } }, to: { a: 'text' } },
  { name: '$rename moves', from: { a: 1, b: 2 }, update: { $rename: { a: 'c' } }, to: { b: 2, c: 1 } },
  {
    name: '$rename of a missing field modifies nothing',
    from: { a: 1 },
    update: { $rename: { x: 'y' } },
    to: { a: 1 },
    unchanged: true,
  },
  {
    name: '$setOnInsert does nothing to an existing document',
    from: { a: 1 },
    update: { $setOnInsert: { a: 5 } },
    to: { a: 1 },
    unchanged: true,
  },
  { name: '$bit combines', from: { a: 13 }, update: { $bit: { a: { and: 10 } } }, to: { a: 8 } },
  { name: '$push appends', from: { a: [1] }, update: { $push: { a: 2, b: 3 } }, to: { a: [1, 2], b: [3] } },
  {
    name: '$push appends an array as one element',
    from: { a: [] },
    update: { $push: { a: [1, 2] } },
    to: { a: [[1, 2]] },
  },
  {
    name: '$push with $each',
    from: { a: [1] },
    update: { $push: { a: { $each: [2, 3] } } },
    to: { a: [1, 2, 3] },
  },
  {
    name: '$push with $position',
    from: { a: [1, 2] },
    update: { $push: { a: { $each: [8, 9], $position: 1 } } },
    to: { a: [1, 8, 9, 2] },
  },
  {
    name: '$push with a negative $position',
    from: { a: [1, 2] },
    update: { $push: { a: { $each: [9], $position: -1 } } },
    to: { a: [1, 9, 2] },
  },
  {
    name: '$push with $slice keeps the first',
    from: { a: [1, 2] },
    update: { $push: { a: { $each: [3], $slice: 2 } } },
    to: { a: [1, 2] },
    unchanged: true,
  },
  {
    name: '$push with a negative $slice keeps the last',
    from: { a: [1, 2] },
    update: { $push: { a: { $each: [3], $slice: -2 } } },
    to: { a: [2, 3] },
  },
  {
    name: '$push with $sort of values',
    from: { a: [3, 1] },
    update: { $push: { a: { $each: [2], $sort: -1 } } },
    to: { a: [3, 2, 1] },
  },
  {
    name: '$push with $sort of documents and $slice',
    from: { a: [{ s: 5 }, { s: 1 }] },
    update: { $push: { a: { $each: [{ s: 3 }], $sort: { s: 1 }, $slice: 2 } } },
    to: { a: [{ s: 1 }, { s: 3 }] },
  },
  {
    name: '$addToSet adds what is not there',
    from: { a: [1] },
    update: { $addToSet: { a: 2 } },
    to: { a: [1, 2] },
  },
  {
    name: '$addToSet leaves what is there',
    from: { a: [1, { x: 1, y: 2 }] },
    update: { $addToSet: { a: { x: 1, y: 2 } } },
    to: { a: [1, { x: 1, y: 2 }] },
    unchanged: true,
  },
  {
    name: '$addToSet takes another field order for another document',
    from: { a: [{ x: 1, y: 2 }] },
    update: { $addToSet: { a: { y: 2, x: 1 } } },
    to: {
      a: [
        { x: 1, y: 2 },
        { y: 2, x: 1 },
      ],
    },
  },
  {
    name: '$addToSet with $each',
    from: { a: [1, 2] },
    update: { $addToSet: { a: { $each: [2, 3, 3] } } },
    to: { a: [1, 2, 3] },
  },
  { name: '$pop removes the last', from: { a: [1, 2, 3] }, update: { $pop: { a: 1 } }, to: { a: [1, 2] } },
  { name: '$pop removes the first', from: { a: [1, 2, 3] }, update: { $pop: { a: -1 } }, to: { a: [2, 3] } },
  { name: '$pull removes a value', from: { a: [1, 2, 1] }, update: { $pull: { a: 1 } }, to: { a: [2] } },
  {
    name: '$pull by operators',
    from: { a: [1, 5, 9] },
    update: { $pull: { a: { $gte: 5 } } },
    to: { a: [1] },
  },
  {
    name: '$pull of documents by a condition',
    from: { a: [{ x: 1, y: 1 }, { x: 2 }] },
    update: { $pull: { a: { x: 1 } } },
    to: { a: [{ x: 2 }] },
  },
  {
    name: '$pull by $in',
    from: { a: ['a', 'b', 'c'] },
    update: { $pull: { a: { $in: ['a', 'c'] } } },
    to: { a: ['b'] },
  },
  {
    name: '$pullAll removes values',
    from: { a: [1, 2, 3, 2] },
    update: { $pullAll: { a: [2, 3] } },
    to: { a: [1] },
  },
  {
    name: 'the positional $ changes the element that matched',
    from: { a: [1, 5, 7] },
    filter: { a: { $gt: 4 } },
    update: { $set: { 'a.$': 0 } },
    to: { a: [1, 0, 7] },
  },
  {
    name: 'the positional $ reaches into a document',
    from: {
      lines: [
        { id: 'x', n: 1 },
        { id: 'y', n: 1 },
      ],
    },
    filter: { 'lines.id': 'y' },
    update: { $inc: { 'lines.$.n': 4 } },
    to: {
      lines: [
        { id: 'x', n: 1 },
        { id: 'y', n: 5 },
      ],
    },
  },
  {
    name: 'the positional $ follows $elemMatch',
    from: {
      lines: [
        { id: 'x', n: 1 },
        { id: 'x', n: 2 },
      ],
    },
    filter: { lines: { $elemMatch: { id: 'x', n: 2 } } },
    update: { $set: { 'lines.$.n': 9 } },
    to: {
      lines: [
        { id: 'x', n: 1 },
        { id: 'x', n: 9 },
      ],
    },
  },
  {
    name: '$[] changes every element',
    from: { a: [1, 2] },
    update: { $inc: { 'a.$[]': 10 } },
    to: { a: [11, 12] },
  },
  {
    name: '$[identifier] changes the elements of its filter',
    from: { a: [{ n: 1 }, { n: 5 }, { n: 9 }] },
    update: { $set: { 'a.$[big].n': 0 } },
    arrayFilters: [{ 'big.n': { $gte: 5 } }],
    to: { a: [{ n: 1 }, { n: 0 }, { n: 0 }] },
  },
  {
    name: 'several operators work together',
    from: { a: 1, b: [1] },
    update: { $inc: { a: 1 }, $push: { b: 2 }, $set: { c: 'x' } },
    to: { a: 2, b: [1, 2], c: 'x' },
  },
  {
    name: 'a pipeline computes from the document',
    from: { a: 2, b: 3 },
    update: [{ $set: { sum: { $add: ['$a', '$b'] } } }, { $unset: 'b' }],
    to: { a: 2, sum: 5 },
  },
  {
    name: 'a pipeline replaces the document',
    from: { a: 2 },
    update: [{ $replaceWith: { _id: '$_id', twice: { $multiply: ['$a', 2] } } }],
    to: { twice: 4 },
  },
  {
    name: 'a pipeline that leaves the _id out keeps it',
    from: { a: 2 },
    update: [{ $replaceWith: { b: '$a' } }],
    to: { b: 2 },
  },
  {
    name: 'a pipeline makes the documents on the path of a field it removes',
    from: { b: 5 },
    update: [{ $set: { 'a.x': '$missing', 'b.x': '$missing' } }],
    to: { b: {}, a: {} },
  },
  {
    name: '$pull by a filter of alternatives',
    from: { a: [{ n: 1 }, { n: 2 }, { n: 3 }] },
    update: { $pull: { a: { $or: [{ n: 1 }, { n: 3 }] } } },
    to: { a: [{ n: 2 }] },
  },
  {
    name: '$pull by conditions looks into inner arrays',
    from: { a: [[1, 5], [2], 9] },
    update: { $pull: { a: { $gt: 4 } } },
    to: { a: [[2]] },
  },
];

describe('MongoDB contract: update', () => {
  const database = useContractDatabase();

  for (const { name, from, filter, update, to, arrayFilters, unchanged } of changes) {
    it(name, async () => {
      const collection = await database.collection([{ _id: 1, ...from }]);
      const result = await collection.updateOne(
        { _id: 1, ...filter },
        update,
        arrayFilters === undefined ? {} : { arrayFilters },
      );
      expect(result.matchedCount).to.equal(1);
      expect(result.modifiedCount).to.equal(unchanged ? 0 : 1);
      const found = await collection.findOne({});
      expect(found).to.deep.equal({ _id: 1, ...to });
      expect(Object.keys(found!)).to.deep.equal(Object.keys({ _id: 1, ...to }));
    });
  }

  const refusals: readonly {
    readonly name: string;
    readonly from?: Document;
    readonly update: Document;
    readonly code: number | number[];
  }[] = [
    { name: 'another _id', update: { $set: { _id: 2 } }, code: 66 },
    { name: 'an unknown operator', update: { $foo: { a: 1 } }, code: 9 },
    { name: 'the same path twice', update: { $set: { a: 1 }, $inc: { a: 1 } }, code: 40 },
    { name: 'a path and one inside it', update: { $set: { a: 1, 'a.b': 1 } }, code: 40 },
    { name: 'an empty field name', update: { $set: { 'a..b': 1 } }, code: 56 },
    { name: 'a path through a number', from: { a: 1 }, update: { $set: { 'a.b': 1 } }, code: 28 },
    { name: 'a path through null', from: { a: null }, update: { $set: { 'a.b': 1 } }, code: 28 },
    { name: 'a field of an array', from: { a: [] }, update: { $set: { 'a.b': 1 } }, code: 28 },
    { name: '$inc of a string', from: { a: 'x' }, update: { $inc: { a: 1 } }, code: 14 },
    { name: '$inc by a string', update: { $inc: { a: 'x' } }, code: 14 },
    { name: '$push to a number', from: { a: 1 }, update: { $push: { a: 1 } }, code: 2 },
    { name: '$addToSet to a number', from: { a: 1 }, update: { $addToSet: { a: 1 } }, code: 2 },
    { name: '$pop by 2', from: { a: [1] }, update: { $pop: { a: 2 } }, code: 9 },
    { name: '$pull from a number', from: { a: 1 }, update: { $pull: { a: 1 } }, code: 2 },
    { name: '$rename to the same name', update: { $rename: { a: 'a' } }, code: 2 },
    {
      name: 'the positional $ without an array in the query',
      from: { a: [1] },
      update: { $set: { 'a.$': 1 } },
      code: 2,
    },
    { name: '$[] on a number', from: { a: 1 }, update: { $set: { 'a.$[]': 1 } }, code: 2 },
    { name: 'an operator without fields', update: { $set: 5 }, code: 9 },
  ];
  for (const { name, from, update, code } of refusals) {
    it(`refuses ${name}`, async () => {
      const collection = await database.collection([{ _id: 1, ...from }]);
      expect(await errorCodeOf(collection.updateOne({ _id: 1 }, update))).to.be.oneOf([code].flat());
      expect(await collection.findOne({})).to.deep.equal({ _id: 1, ...from });
    });
  }

  it('refuses the positional $ where the query only says what no element is', async () => {
    const collection = await database.collection([{ _id: 1, a: [1, 2] }]);
    const update = { $set: { 'a.$': 0 } };
    expect(await errorCodeOf(collection.updateOne({ a: { $nin: [5] } }, update))).to.equal(2);
    expect(await errorCodeOf(collection.updateOne({ a: { $ne: 5 } }, update))).to.equal(2);
    await collection.updateOne({ a: { $ne: 5, $gt: 1 } }, update);
    expect(await collection.findOne({})).to.deep.equal({ _id: 1, a: [1, 0] });
  });

  it('refuses a second positional $, constants without a pipeline, and a sort of many', async () => {
    const collection = await database.collection([{ _id: 1, a: [{ b: [1] }] }]);
    const twice = collection.updateOne({ 'a.b': 1 }, { $set: { 'a.$.b.$': 2 } });
    expect(await errorCodeOf(twice)).to.equal(2);
    const run = async (statement: Document): Promise<unknown> => {
      const answer = await database.db.command({
        update: collection.collectionName,
        updates: [{ q: {}, u: { $set: { z: 1 } }, ...statement }],
      });
      return answer['writeErrors'][0].code;
    };
    if (process.env['MONGODB_CONTRACT_URL'] !== undefined) return;
    expect(await run({ c: { x: 1 } })).to.equal(51198);
    expect(await run({ multi: true, sort: { _id: 1 } })).to.equal(9);
  });

  it('refuses an array filter that is not used, and a missing one', async () => {
    const collection = await database.collection([{ _id: 1, a: [1] }]);
    expect(await errorCodeOf(collection.updateOne({}, { $set: { 'a.$[x]': 1 } }))).to.equal(2);
    expect(
      await errorCodeOf(collection.updateOne({}, { $set: { b: 1 } }, { arrayFilters: [{ x: 1 }] })),
    ).to.equal(9);
  });

  it('keeps the numeric type of $inc, and widens it where it must', async () => {
    const collection = await database.collection([
      {
        _id: 1,
        int: new Int32(2147483647),
        double: new Double(1),
        long: Long.fromNumber(1),
        decimal: Decimal128.fromString('1.10'),
      },
    ]);
    await collection.updateOne(
      {},
      { $inc: { int: 1, double: 1, long: 1, decimal: Decimal128.fromString('2.2') } },
    );
    const found = await collection.findOne({}, { promoteValues: false, promoteLongs: false });
    expect(found!['int']).to.be.instanceOf(Long);
    expect(String(found!['int'])).to.equal('2147483648');
    expect(found!['double']).to.be.instanceOf(Double);
    expect(found!['long']).to.be.instanceOf(Long);
    expect(String(found!['decimal'])).to.equal('3.30');
  });

  it('sets the date and the timestamp of the server', async () => {
    const collection = await database.collection([{ _id: 1 }]);
    const update: Document = { $currentDate: { date: true, stamp: { $type: 'timestamp' } } };
    await collection.updateOne({}, update);
    const found = await collection.findOne({});
    expect(found!['date']).to.be.instanceOf(Date);
    expect(found!['stamp']).to.be.instanceOf(Timestamp);
  });

  it('does not meet a document again that its update moved in an index', async () => {
    const collection = await database.collection(Array.from({ length: 50 }, (_, i) => ({ _id: i, n: i })));
    await collection.createIndex({ n: 1 });
    const result = await collection.updateMany({ n: { $gte: 0 } }, { $inc: { n: 100 } });
    expect(result.modifiedCount).to.equal(50);
    expect(await collection.countDocuments({ n: { $gte: 200 } })).to.equal(0);
  });
});
