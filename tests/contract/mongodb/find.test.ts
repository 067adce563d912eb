import { expect } from 'chai';
import { Decimal128, Double, Long, MaxKey, MinKey, ObjectId } from 'mongodb';
import type { Document, IndexSpecification } from 'mongodb';
import { errorCodeOf, useContractDatabase } from './contract-database.js';

const products = [
  {
    _id: 1,
    name: 'Lamp',
    price: 20,
    tags: ['light', 'home'],
    size: { w: 1, h: 2 },
    lines: [
      { k: 'a', n: 1 },
      { k: 'b', n: 5 },
    ],
  },
  { _id: 2, name: 'Chair', price: 45.5, tags: ['home'], size: { w: 2, h: 4 }, lines: [{ k: 'a', n: 5 }] },
  { _id: 3, name: 'Cable', price: null, tags: [], lines: [] },
  { _id: 4, name: 'desk', tags: 'home', size: { h: 2, w: 1 } },
  { _id: 5, name: 'Bulb', price: '20', tags: [['light']], flags: 6 },
];

const queries: readonly {
  readonly name: string;
  readonly filter: Document;
  readonly ids: readonly number[];
}[] = [
  { name: 'everything', filter: {}, ids: [1, 2, 3, 4, 5] },
  { name: 'equality', filter: { name: 'Lamp' }, ids: [1] },
  { name: 'equality with a number of another type', filter: { price: new Double(20) }, ids: [1] },
  { name: 'equality with a long', filter: { price: Long.fromNumber(20) }, ids: [1] },
  { name: 'equality with a decimal', filter: { price: Decimal128.fromString('45.50') }, ids: [2] },
  { name: 'equality with null: null or missing', filter: { price: null }, ids: [3, 4] },
  { name: 'equality with an element', filter: { tags: 'home' }, ids: [1, 2, 4] },
  { name: 'equality with a whole array', filter: { tags: ['light', 'home'] }, ids: [1] },
  { name: 'equality with a nested array', filter: { tags: ['light'] }, ids: [5] },
  { name: 'equality with an empty array', filter: { tags: [] }, ids: [3] },
  { name: 'equality with a document, fields in order', filter: { size: { w: 1, h: 2 } }, ids: [1] },
  { name: 'a dotted path', filter: { 'size.w': 1 }, ids: [1, 4] },
  { name: 'a dotted path into an array', filter: { 'lines.n': 5 }, ids: [1, 2] },
  { name: 'a position in an array', filter: { 'lines.0.n': 5 }, ids: [2] },
  { name: 'a position that is the value', filter: { 'tags.1': 'home' }, ids: [1] },
  { name: 'null along a path', filter: { 'size.w': null }, ids: [3, 5] },
  { name: 'null along a path with arrays', filter: { 'lines.x': null }, ids: [1, 2, 4, 5] },
  { name: '$gt of the same type only', filter: { price: { $gt: 10 } }, ids: [1, 2] },
  { name: '$gte and $lte', filter: { price: { $gte: 20, $lte: 45.5 } }, ids: [1, 2] },
  { name: '$lt of a string', filter: { price: { $lt: '3' } }, ids: [5] },
  { name: '$gte of null', filter: { price: { $gte: null } }, ids: [3, 4] },
  { name: '$gt met by one element, $lt by another', filter: { 'lines.n': { $gt: 4, $lt: 2 } }, ids: [1] },
  {
    name: '$gt of the least key: a missing field too',
    filter: { price: { $gt: new MinKey() } },
    ids: [1, 2, 3, 4, 5],
  },
  {
    name: '$lt of the greatest key: a missing field too',
    filter: { flags: { $lt: new MaxKey() } },
    ids: [1, 2, 3, 4, 5],
  },
  { name: '$ne', filter: { name: { $ne: 'Lamp' } }, ids: [2, 3, 4, 5] },
  { name: '$ne of an element', filter: { tags: { $ne: 'home' } }, ids: [3, 5] },
  { name: '$ne of null', filter: { price: { $ne: null } }, ids: [1, 2, 5] },
  { name: '$in', filter: { _id: { $in: [5, 1, 9] } }, ids: [1, 5] },
  { name: '$in with null', filter: { price: { $in: [null, 20] } }, ids: [1, 3, 4] },
  { name: '$in with a pattern', filter: { name: { $in: [/^C/, 'Bulb'] } }, ids: [2, 3, 5] },
  { name: '$in of nothing', filter: { _id: { $in: [] } }, ids: [] },
  { name: '$nin', filter: { tags: { $nin: ['home', 'light'] } }, ids: [3, 5] },
  { name: '$exists', filter: { price: { $exists: true } }, ids: [1, 2, 3, 5] },
  { name: '$exists false', filter: { size: { $exists: false } }, ids: [3, 5] },
  { name: '$type by name', filter: { price: { $type: 'string' } }, ids: [5] },
  { name: '$type number', filter: { price: { $type: 'number' } }, ids: [1, 2] },
  { name: '$type int and double', filter: { price: { $type: ['double', 10] } }, ids: [2, 3] },
  { name: '$type array', filter: { tags: { $type: 'array' } }, ids: [1, 2, 3, 5] },
  { name: '$type of elements', filter: { tags: { $type: 'string' } }, ids: [1, 2, 4] },
  { name: '$size', filter: { tags: { $size: 2 } }, ids: [1] },
  { name: '$size zero', filter: { tags: { $size: 0 } }, ids: [3] },
  { name: '$all', filter: { tags: { $all: ['home', 'light'] } }, ids: [1] },
  { name: '$all of one, also of a plain value', filter: { tags: { $all: ['home'] } }, ids: [1, 2, 4] },
  {
    name: '$all with $elemMatch',
    filter: { lines: { $all: [{ $elemMatch: { k: 'a' } }, { $elemMatch: { n: 5 } }] } },
    ids: [1, 2],
  },
  { name: '$elemMatch of documents', filter: { lines: { $elemMatch: { k: 'a', n: 5 } } }, ids: [2] },
  { name: '$elemMatch of values', filter: { tags: { $elemMatch: { $gt: 'i', $lt: 'm' } } }, ids: [1] },
  { name: '$not', filter: { price: { $not: { $gt: 30 } } }, ids: [1, 3, 4, 5] },
  { name: '$not of a pattern', filter: { name: { $not: /a/ } }, ids: [4, 5] },
  { name: '$mod', filter: { _id: { $mod: [2, 1] } }, ids: [1, 3, 5] },
  { name: '$regex with options', filter: { name: { $regex: '^d', $options: 'i' } }, ids: [4] },
  { name: 'a pattern', filter: { name: /^[A-C]/ }, ids: [2, 3, 5] },
  { name: 'a pattern on elements', filter: { tags: /^li/ }, ids: [1] },
  { name: '$and', filter: { $and: [{ tags: 'home' }, { price: { $gt: 30 } }] }, ids: [2] },
  { name: '$or', filter: { $or: [{ name: 'desk' }, { price: 20 }] }, ids: [1, 4] },
  { name: '$nor', filter: { $nor: [{ tags: 'home' }, { name: 'Bulb' }] }, ids: [3] },
  { name: '$expr', filter: { $expr: { $gt: ['$size.h', '$size.w'] } }, ids: [1, 2, 4] },
  { name: '$bitsAllSet', filter: { flags: { $bitsAllSet: [1, 2] } }, ids: [5] },
  { name: '$bitsAnyClear', filter: { flags: { $bitsAnyClear: 7 } }, ids: [5] },
  { name: '$comment', filter: { _id: 1, $comment: 'why' }, ids: [1] },
  {
    name: '$elemMatch of inner arrays by position',
    filter: { tags: { $elemMatch: { '0': 'light' } } },
    ids: [5],
  },
];

describe('MongoDB contract: find', () => {
  const database = useContractDatabase();

  for (const { name, filter, ids } of queries) {
    it(`finds by ${name}`, async () => {
      const collection = await database.collection(products);
      const found = await collection.find(filter).sort({ _id: 1 }).toArray();
      expect(found.map(({ _id }) => _id)).to.deep.equal(ids);
      expect(await collection.countDocuments(filter)).to.equal(ids.length);
    });
  }

  const indexes: readonly IndexSpecification[] = [
    { price: 1 },
    { tags: 1 },
    { 'lines.n': -1 },
    { 'size.w': 1, name: -1 },
    { name: 1, price: -1 },
  ];
  for (const index of indexes) {
    it(`finds the same with an index on ${Object.keys(index).join(' and ')}`, async () => {
      const collection = await database.collection(products);
      await collection.createIndex(index);
      for (const { name, filter, ids } of queries) {
        const found = await collection.find(filter).toArray();
        expect(
          found.map(({ _id }) => Number(_id)).sort((a, b) => a - b),
          name,
        ).to.deep.equal(ids);
      }
    });
  }

  const wrong: Readonly<Record<string, Document>> = {
    'an unknown operator': { a: { $foo: 1 } },
    'an unknown operator at the top': { $foo: 1 },
    '$in without an array': { a: { $in: 1 } },
    '$and without an array': { $and: {} },
    'an empty $or': { $or: [] },
    '$size of a string': { a: { $size: 'x' } },
    '$mod by zero': { a: { $mod: [0, 1] } },
    'an unknown type': { a: { $type: 'thing' } },
    '$elemMatch without a document': { a: { $elemMatch: 5 } },
  };
  for (const [name, filter] of Object.entries(wrong)) {
    it(`refuses ${name}`, async () => {
      const collection = await database.collection(products);
      expect(await errorCodeOf(collection.find(filter).toArray())).to.be.oneOf([2, 9]);
    });
  }

  it('finds nothing in a collection that is not there', async () => {
    const collection = await database.collection();
    expect(await collection.findOne({})).to.equal(null);
    expect(await collection.find().toArray()).to.deep.equal([]);
    expect(await collection.countDocuments()).to.equal(0);
    expect(await collection.estimatedDocumentCount()).to.equal(0);
  });

  it('finds by ObjectId', async () => {
    const _id = new ObjectId();
    const collection = await database.collection([{ _id }, { _id: new ObjectId() }]);
    expect(await collection.find({ _id: { $gte: _id, $lte: _id } }).toArray()).to.deep.equal([{ _id }]);
  });

  it('takes variables of let in $expr', async () => {
    const collection = await database.collection(products);
    const found = await collection
      .find({ $expr: { $eq: ['$name', '$$wanted'] } }, { let: { wanted: 'Lamp' } })
      .toArray();
    expect(found.map(({ _id }) => _id)).to.deep.equal([1]);
  });

  describe('sort, skip and limit', () => {
    it('sorts by several fields', async () => {
      const collection = await database.collection([
        { _id: 1, a: 1, b: 1 },
        { _id: 2, a: 2, b: 1 },
        { _id: 3, a: 1, b: 2 },
      ]);
      expect((await collection.find().sort({ a: 1, b: -1 }).toArray()).map(({ _id }) => _id)).to.deep.equal([
        3, 1, 2,
      ]);
    });

    it('sorts types in their order', async () => {
      const values = [
        new MinKey(),
        null,
        1,
        Long.fromNumber(2),
        'a',
        { a: 1 },
        [{ b: 1 }],
        new ObjectId(),
        false,
        true,
        new Date(0),
        new MaxKey(),
      ];
      const collection = await database.collection(values.map((v, _id) => ({ _id, v })).toReversed());
      const found = await collection.find().sort({ v: 1 }).toArray();
      expect(found.map(({ _id }) => _id).filter((id) => id !== 6)).to.deep.equal([
        0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11,
      ]);
    });

    it('sorts arrays by their least element, or their greatest when descending', async () => {
      const collection = await database.collection([
        { _id: 1, a: [5, 1] },
        { _id: 2, a: [3, 4] },
        { _id: 3, a: 2 },
      ]);
      expect((await collection.find().sort({ a: 1 }).toArray()).map(({ _id }) => _id)).to.deep.equal([
        1, 3, 2,
      ]);
      expect((await collection.find().sort({ a: -1 }).toArray()).map(({ _id }) => _id)).to.deep.equal([
        1, 2, 3,
      ]);
    });

    it('sorts by several fields of one array by its first element in that order', async () => {
      const collection = await database.collection([
        {
          _id: 1,
          a: [
            { b: 1, c: 9 },
            { b: 2, c: 1 },
          ],
        },
        { _id: 2, a: [{ b: 1, c: 5 }] },
      ]);
      const found = await collection.find().sort({ 'a.b': 1, 'a.c': 1 }).toArray();
      expect(found.map(({ _id }) => _id)).to.deep.equal([2, 1]);
    });

    it('counts an element without the field as null in a sort', async () => {
      const collection = await database.collection([
        { _id: 1, a: [{ b: 0 }] },
        { _id: 2, a: [7, { b: 2 }] },
      ]);
      expect((await collection.find().sort({ 'a.b': 1 }).toArray()).map(({ _id }) => _id)).to.deep.equal([
        2, 1,
      ]);
    });

    it('refuses to sort by two arrays', async () => {
      const collection = await database.collection([{ _id: 1, a: [1, 2], b: [3] }]);
      expect(await errorCodeOf(collection.find().sort({ a: 1, b: 1 }).toArray())).to.equal(2);
    });

    it('refuses the natural order beside another', async () => {
      const collection = await database.collection([{ _id: 1 }]);
      expect(await errorCodeOf(collection.find().sort({ $natural: 1, a: 1 }).toArray())).to.equal(2);
    });

    it('puts missing fields where null is', async () => {
      const collection = await database.collection([
        { _id: 1, a: 1 },
        { _id: 2 },
        { _id: 3, a: null },
        { _id: 4, a: 0 },
      ]);
      const ids = (await collection.find().sort({ a: 1, _id: 1 }).toArray()).map(({ _id }) => _id);
      expect(ids).to.deep.equal([2, 3, 4, 1]);
    });

    it('skips and limits', async () => {
      const collection = await database.collection(Array.from({ length: 20 }, (_, _id) => ({ _id })));
      expect(
        (await collection.find().sort({ _id: -1 }).skip(3).limit(2).toArray()).map(({ _id }) => _id),
      ).to.deep.equal([16, 15]);
      expect(await collection.countDocuments({}, { skip: 15, limit: 10 })).to.equal(5);
    });

    it('pages by _id', async () => {
      const collection = await database.collection(
        Array.from({ length: 30 }, (_, i) => ({ _id: `p${String(i).padStart(2, '0')}` })),
      );
      const page = await collection
        .find({ _id: { $gt: 'p09' } })
        .sort({ _id: 1 })
        .limit(3)
        .toArray();
      expect(page.map(({ _id }) => _id)).to.deep.equal(['p10', 'p11', 'p12']);
      const back = await collection
        .find({ _id: { $lt: 'p09' } })
        .sort({ _id: -1 })
        .limit(2)
        .toArray();
      expect(back.map(({ _id }) => _id)).to.deep.equal(['p08', 'p07']);
    });

    it('returns documents in the order of insertion without a sort', async () => {
      const collection = await database.collection([{ _id: 3 }, { _id: 1 }, { _id: 2 }]);
      await collection.updateOne({ _id: 3 }, { $set: { a: 'longer than before' } });
      expect((await collection.find().toArray()).map(({ _id }) => _id)).to.deep.equal([3, 1, 2]);
      expect((await collection.find().sort({ $natural: -1 }).toArray()).map(({ _id }) => _id)).to.deep.equal([
        2, 1, 3,
      ]);
    });
  });

  const source = {
    _id: 1,
    a: 1,
    b: { c: 2, d: 3 },
    list: [
      { x: 1, y: 2 },
      { x: 3, y: 4 },
    ],
    n: [1, 2, 3, 4],
  };
  const projections: readonly {
    readonly name: string;
    readonly projection: Document;
    readonly filter?: Document;
    readonly to: Document;
  }[] = [
    { name: 'fields to keep', projection: { a: 1 }, to: { _id: 1, a: 1 } },
    { name: 'fields to keep without _id', projection: { a: 1, _id: 0 }, to: { a: 1 } },
    { name: 'fields to leave out', projection: { a: 0, list: 0, n: 0 }, to: { _id: 1, b: { c: 2, d: 3 } } },
    { name: 'a path to keep', projection: { 'b.c': 1 }, to: { _id: 1, b: { c: 2 } } },
    {
      name: 'a path to leave out',
      projection: { 'b.c': 0, list: 0, n: 0, a: 0 },
      to: { _id: 1, b: { d: 3 } },
    },
    {
      name: 'a path through an array',
      projection: { 'list.x': 1 },
      to: { _id: 1, list: [{ x: 1 }, { x: 3 }] },
    },
    { name: 'a nested specification', projection: { b: { d: 1 } }, to: { _id: 1, b: { d: 3 } } },
    { name: '$slice', projection: { n: { $slice: 2 }, a: 0, b: 0, list: 0 }, to: { _id: 1, n: [1, 2] } },
    {
      name: '$slice from the end',
      projection: { n: { $slice: [-3, 2] }, a: 0, b: 0, list: 0 },
      to: { _id: 1, n: [2, 3] },
    },
    {
      name: '$elemMatch',
      projection: { list: { $elemMatch: { y: 4 } } },
      to: { _id: 1, list: [{ x: 3, y: 4 }] },
    },
    {
      name: 'the positional $',
      projection: { 'n.$': 1 },
      filter: { n: { $gte: 3 } },
      to: { _id: 1, n: [3] },
    },
    { name: 'an expression', projection: { sum: { $add: ['$a', '$b.c'] } }, to: { _id: 1, sum: 3 } },
    { name: 'a field of another name', projection: { other: '$b.d', _id: 0 }, to: { other: 3 } },
    { name: 'only the _id', projection: { _id: 1 }, to: { _id: 1 } },
  ];
  for (const { name, projection, filter, to } of projections) {
    it(`projects ${name}`, async () => {
      const collection = await database.collection([source]);
      expect(await collection.findOne(filter ?? {}, { projection })).to.deep.equal(to);
    });
  }

  it('projects $elemMatch behind the other fields', async () => {
    const collection = await database.collection([source]);
    const found = await collection.findOne(
      {},
      { projection: { list: { $elemMatch: { y: 4 } }, n: 1, a: 1 } },
    );
    expect(Object.keys(found!)).to.deep.equal(['_id', 'a', 'n', 'list']);
  });

  it('refuses $elemMatch on a path, and a positional $ to leave out', async () => {
    const collection = await database.collection([{ _id: 1, a: { b: [1, 2] } }]);
    const nested = { 'a.b': { $elemMatch: { $gt: 1 } } };
    expect(await errorCodeOf(collection.findOne({}, { projection: nested }))).to.equal(31275);
    const left = collection.findOne({ 'a.b': 2 }, { projection: { 'a.b.$': 0 } });
    expect(await errorCodeOf(left)).to.equal(31395);
  });

  it('matches $mod of integers beyond 53 bits', async () => {
    const collection = await database.collection([
      { _id: 1, n: Long.fromString('9007199254740993') },
      { _id: 2, n: Decimal128.fromString('9007199254740993.5') },
    ]);
    expect(await collection.countDocuments({ n: { $mod: [10, 3] } })).to.equal(2);
    expect(await collection.countDocuments({ n: { $mod: [10, 2] } })).to.equal(0);
  });

  it('refuses to mix keeping and leaving out', async () => {
    const collection = await database.collection([source]);
    expect(await errorCodeOf(collection.findOne({}, { projection: { a: 1, b: 0 } }))).to.be.oneOf([
      31253, 31254,
    ]);
  });
});
