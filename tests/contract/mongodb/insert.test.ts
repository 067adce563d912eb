import { expect } from 'chai';
import {
  Binary,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  UUID,
} from 'mongodb';
import { errorCodeOf, serverErrorOf, useContractDatabase } from './contract-database.js';

describe('MongoDB contract: insert and BSON types', () => {
  const database = useContractDatabase();

  it('inserts a document and finds it again', async () => {
    const collection = await database.collection();
    expect(await collection.insertOne({ _id: 1, name: 'lamp' })).to.deep.equal({
      acknowledged: true,
      insertedId: 1,
    });
    expect(await collection.findOne({ _id: 1 })).to.deep.equal({ _id: 1, name: 'lamp' });
  });

  it('gives an ObjectId to a document without an _id, in front', async () => {
    const collection = await database.collection();
    await database.db.command({ insert: collection.collectionName, documents: [{ name: 'lamp' }] });
    const found = await collection.findOne({});
    expect(Object.keys(found!)).to.deep.equal(['_id', 'name']);
    expect(found!._id).to.be.instanceOf(ObjectId);
  });

  it('puts an _id given later in front', async () => {
    const collection = await database.collection();
    await database.db.command({ insert: collection.collectionName, documents: [{ name: 'lamp', _id: 7 }] });
    expect(Object.keys((await collection.findOne({}))!)).to.deep.equal(['_id', 'name']);
  });

  it('refuses a second document with the same _id and says which', async () => {
    const collection = await database.collection([{ _id: 'a' }]);
    const error = await serverErrorOf(collection.insertOne({ _id: 'a' }));
    expect(error.code).to.equal(11000);
    expect(error['keyPattern']).to.deep.equal({ _id: 1 });
    expect(error['keyValue']).to.deep.equal({ _id: 'a' });
    expect(error.message).to.match(/^E11000 duplicate key error collection: /);
  });

  it('takes numbers of different types for the same _id', async () => {
    const collection = await database.collection([{ _id: new Int32(1) }]);
    expect(await errorCodeOf(collection.insertOne({ _id: new Double(1) }))).to.equal(11000);
    expect(await errorCodeOf(collection.insertOne({ _id: Long.fromNumber(1) }))).to.equal(11000);
    expect(await errorCodeOf(collection.insertOne({ _id: Decimal128.fromString('1.0') }))).to.equal(11000);
  });

  it('stops an ordered insert at the first failure', async () => {
    const collection = await database.collection([{ _id: 2 }]);
    const error = await serverErrorOf(collection.insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3 }]));
    expect(error.code).to.equal(11000);
    expect(await collection.countDocuments()).to.equal(2);
  });

  it('goes on with an unordered insert and names every failure', async () => {
    const collection = await database.collection([{ _id: 2 }]);
    const error = await serverErrorOf(
      collection.insertMany([{ _id: 1 }, { _id: 2 }, { _id: 2 }, { _id: 3 }], { ordered: false }),
    );
    expect(
      (error as unknown as { writeErrors: { index: number }[] }).writeErrors.map(({ index }) => index),
    ).to.deep.equal([1, 2]);
    expect(await collection.countDocuments()).to.equal(3);
  });

  it('refuses an array as _id', async () => {
    const collection = await database.collection();
    expect(await errorCodeOf(collection.insertOne({ _id: [1] as never }))).to.be.oneOf([2, 53]);
  });

  it('takes documents, dates, binary data and null as _id', async () => {
    const ids = [{ a: 1, b: 2 }, new Date(5), new UUID(), null, true, 'text', 1.5];
    const collection = await database.collection();
    await database.db.command({ insert: collection.collectionName, documents: ids.map((_id) => ({ _id })) });
    for (const _id of ids)
      expect(await collection.countDocuments({ _id } as object), String(_id)).to.equal(1);
    expect(await collection.countDocuments({ _id: { b: 2, a: 1 } })).to.equal(0);
  });

  it('refuses an empty batch', async () => {
    expect(await errorCodeOf(database.db.command({ insert: 'none', documents: [] }))).to.equal(16);
  });

  it('accepts an unacknowledged insert', async () => {
    const collection = await database.collection();
    await collection.insertOne({ _id: 1 }, { writeConcern: { w: 0 } });
    await collection.insertOne({ _id: 2 });
    expect(await collection.countDocuments()).to.be.oneOf([1, 2]);
  });

  const values: Readonly<Record<string, unknown>> = {
    'an int32': new Int32(5),
    'a double that is whole': new Double(5),
    'a double that is not': new Double(5.25),
    'minus zero': new Double(-0),
    'not a number': new Double(Number.NaN),
    'a long': Long.fromString('9007199254740993'),
    'a decimal': Decimal128.fromString('1.10'),
    'a string beyond ASCII': 'Größe 😀',
    'an empty string': '',
    'a date before 1970': new Date(-1),
    'an ObjectId': new ObjectId(),
    'a UUID': new UUID(),
    'binary data': new Binary(Buffer.from([0, 1, 255]), 128),
    'a timestamp': new Timestamp({ t: 7, i: 9 }),
    'a regular expression': /a+b/i,
    code: new Code('return 1'),
    'the least key': new MinKey(),
    'the greatest key': new MaxKey(),
    null: null,
    'an empty document': {},
    'nested documents and arrays': { z: [1, [], { a: [{ b: null }] }], a: true },
  };
  for (const [name, value] of Object.entries(values)) {
    it(`keeps ${name} as it is, also through an update`, async () => {
      const collection = await database.collection([{ _id: 1, value, before: 1 }]);
      await collection.updateOne({ _id: 1 }, { $set: { other: 1 } });
      const [before, after] = [
        { _id: 1, value, before: 1, other: 1 },
        await collection.findOne({ _id: 1 }, { promoteValues: false }),
      ];
      expect(describeTypes(after!['value'])).to.equal(describeTypes(value));
      expect(Object.keys(after!)).to.deep.equal(Object.keys(before));
    });
  }

  it('keeps the order of fields', async () => {
    const collection = await database.collection([{ _id: 1, z: 1, a: 2, m: 3 }]);
    await collection.updateOne({ _id: 1 }, { $set: { a: 5, b: 6 } });
    expect(Object.keys((await collection.findOne({}))!)).to.deep.equal(['_id', 'z', 'a', 'm', 'b']);
  });

  it('puts the current time in place of empty timestamps at the top, but in the _id', async () => {
    const empty = new Timestamp({ t: 0, i: 0 });
    const collection = await database.collection();
    await collection.insertOne({ _id: 1, a: empty, b: empty, inner: { c: empty } });
    const found = (await collection.findOne({ _id: 1 }))!;
    expect(Math.abs(found['a'].t - Date.now() / 1000)).to.be.below(100);
    expect(found['b'].greaterThan(found['a'])).to.equal(true);
    expect(found['inner'].c).to.deep.equal(empty);
    await collection.replaceOne({ _id: 1 }, { d: empty });
    expect((await collection.findOne({ _id: 1 }))!['d'].t).to.be.above(0);
  });

  it('refuses a document nested too deeply, also by an update', async () => {
    const collection = await database.collection([{ _id: 1 }]);
    const path = (depth: number): string =>
      [`top${depth}`, ...Array.from({ length: depth }, () => 'a')].join('.');
    await collection.updateOne({ _id: 1 }, { $set: { [path(150)]: 1 } });
    expect(await errorCodeOf(collection.updateOne({ _id: 1 }, { $set: { [path(220)]: 1 } }))).to.equal(15);
  });

  it('refuses a dollar in a document as _id', async () => {
    const collection = await database.collection();
    const wrong = { _id: { $x: 1 } } as unknown as { _id: string };
    expect(await errorCodeOf(collection.insertOne(wrong))).to.equal(52);
  });
});

/** Type and value of all that a value holds; plain numbers count as the type the driver gives them. */
function describeTypes(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(describeTypes).join()}]`;
  if (value === null || typeof value !== 'object')
    return typeof value === 'number' ? `Int32 ${value}` : `${typeof value} ${String(value)}`;
  if (value instanceof Date) return `Date ${value.getTime()}`;
  if (value instanceof RegExp) return `RegExp ${value.source} ${value.flags}`;
  if (value instanceof Binary) return `Binary ${value.sub_type} ${value.toString('hex')}`;
  if (value instanceof Int32 || value instanceof Double) {
    return `${value.constructor.name} ${Object.is(value.value, -0) ? '-0' : value.value}`;
  }
  if (value.constructor !== Object) {
    return value instanceof Code ? `Code ${value.code}` : `${value.constructor.name} ${value.toString()}`;
  }
  return `{${Object.entries(value)
    .map(([name, item]) => `${name}: ${describeTypes(item)}`)
    .join()}}`;
}
