import { expect } from 'chai';
import { Decimal128, Double, Int32, Long } from 'mongodb';
import type { Document } from 'mongodb';
import { errorCodeOf, useContractDatabase } from './contract-database.js';

const orders = [
  {
    _id: 1,
    customer: 'a',
    total: 10,
    lines: [
      { p: 'x', n: 1 },
      { p: 'y', n: 2 },
    ],
    at: new Date('2024-03-01T10:00:00Z'),
  },
  { _id: 2, customer: 'b', total: 20.5, lines: [{ p: 'x', n: 3 }], at: new Date('2024-03-02T10:00:00Z') },
  { _id: 3, customer: 'a', total: 30, lines: [], at: new Date('2024-04-01T10:00:00Z') },
  { _id: 4, total: null },
];

const pipelines: readonly {
  readonly name: string;
  readonly pipeline: Document[];
  readonly to: Document[];
}[] = [
  {
    name: '$match, $sort, $skip and $limit',
    pipeline: [
      { $match: { total: { $gt: 5 } } },
      { $sort: { total: -1 } },
      { $skip: 1 },
      { $limit: 1 },
      { $project: { _id: 1 } },
    ],
    to: [{ _id: 2 }],
  },
  {
    name: '$group with $sum',
    pipeline: [{ $group: { _id: '$customer', sum: { $sum: '$total' } } }, { $sort: { _id: 1 } }],
    to: [
      { _id: null, sum: 0 },
      { _id: 'a', sum: 40 },
      { _id: 'b', sum: 20.5 },
    ],
  },
  {
    name: '$group of everything',
    pipeline: [
      {
        $group: {
          _id: null,
          n: { $sum: 1 },
          avg: { $avg: '$total' },
          min: { $min: '$total' },
          max: { $max: '$total' },
        },
      },
    ],
    to: [{ _id: null, n: 4, avg: 20.166666666666668, min: 10, max: 30 }],
  },
  {
    name: '$group with $push and $first',
    pipeline: [
      { $sort: { _id: 1 } },
      {
        $group: {
          _id: '$customer',
          ids: { $push: '$_id' },
          first: { $first: '$total' },
          last: { $last: '$total' },
        },
      },
      { $match: { _id: 'a' } },
    ],
    to: [{ _id: 'a', ids: [1, 3], first: 10, last: 30 }],
  },
  {
    name: '$group with $addToSet',
    pipeline: [
      { $unwind: '$lines' },
      { $group: { _id: null, p: { $addToSet: '$lines.p' } } },
      { $project: { _id: 0, p: { $sortArray: { input: '$p', sortBy: 1 } } } },
    ],
    to: [{ p: ['x', 'y'] }],
  },
  {
    name: '$group with $count',
    pipeline: [
      { $group: { _id: '$customer', n: { $count: {} } } },
      { $sort: { n: -1, _id: 1 } },
      { $limit: 1 },
    ],
    to: [{ _id: 'a', n: 2 }],
  },
  {
    name: '$group by a document',
    pipeline: [
      { $match: { customer: 'a' } },
      { $group: { _id: { c: '$customer', big: { $gt: ['$total', 20] } }, n: { $sum: 1 } } },
      { $sort: { '_id.big': 1 } },
    ],
    to: [
      { _id: { c: 'a', big: false }, n: 1 },
      { _id: { c: 'a', big: true }, n: 1 },
    ],
  },
  {
    name: '$project with expressions',
    pipeline: [
      { $match: { _id: 1 } },
      { $project: { _id: 0, double: { $multiply: ['$total', 2] }, who: '$customer' } },
    ],
    to: [{ double: 20, who: 'a' }],
  },
  {
    name: '$project that leaves out',
    pipeline: [{ $match: { _id: 3 } }, { $project: { at: 0, lines: 0 } }],
    to: [{ _id: 3, customer: 'a', total: 30 }],
  },
  {
    name: '$addFields',
    pipeline: [
      { $match: { _id: 2 } },
      { $addFields: { 'x.y': '$total', n: { $size: '$lines' } } },
      { $project: { x: 1, n: 1 } },
    ],
    to: [{ _id: 2, x: { y: 20.5 }, n: 1 }],
  },
  {
    name: '$addFields of a missing value adds nothing',
    pipeline: [{ $match: { _id: 4 } }, { $set: { b: '$nothing', c: '$total' } }],
    to: [{ _id: 4, total: null, c: null }],
  },
  { name: '$unset', pipeline: [{ $match: { _id: 4 } }, { $unset: ['total'] }], to: [{ _id: 4 }] },
  {
    name: '$unwind',
    pipeline: [{ $unwind: '$lines' }, { $project: { p: '$lines.p' } }],
    to: [
      { _id: 1, p: 'x' },
      { _id: 1, p: 'y' },
      { _id: 2, p: 'x' },
    ],
  },
  {
    name: '$unwind keeping what is empty',
    pipeline: [
      { $unwind: { path: '$lines', preserveNullAndEmptyArrays: true } },
      { $match: { _id: { $gte: 3 } } },
      { $project: { lines: 1 } },
    ],
    to: [{ _id: 3 }, { _id: 4 }],
  },
  {
    name: '$unwind with the position',
    pipeline: [
      { $match: { _id: 1 } },
      { $unwind: { path: '$lines', includeArrayIndex: 'i' } },
      { $project: { i: 1 } },
    ],
    to: [
      { _id: 1, i: 0 },
      { _id: 1, i: 1 },
    ],
  },
  { name: '$count', pipeline: [{ $match: { customer: 'a' } }, { $count: 'n' }], to: [{ n: 2 }] },
  { name: '$count of nothing', pipeline: [{ $match: { customer: 'z' } }, { $count: 'n' }], to: [] },
  {
    name: '$sortByCount',
    pipeline: [{ $match: { customer: { $exists: true } } }, { $sortByCount: '$customer' }],
    to: [
      { _id: 'a', count: 2 },
      { _id: 'b', count: 1 },
    ],
  },
  {
    name: '$replaceRoot',
    pipeline: [{ $match: { _id: 2 } }, { $unwind: '$lines' }, { $replaceRoot: { newRoot: '$lines' } }],
    to: [{ p: 'x', n: 3 }],
  },
  {
    name: '$facet',
    pipeline: [
      {
        $facet: {
          n: [{ $count: 'n' }],
          big: [{ $match: { total: { $gt: 15 } } }, { $sort: { _id: 1 } }, { $project: { _id: 1 } }],
        },
      },
    ],
    to: [{ n: [{ n: 4 }], big: [{ _id: 2 }, { _id: 3 }] }],
  },
  {
    name: '$bucket',
    pipeline: [
      { $match: { total: { $type: 'number' } } },
      { $bucket: { groupBy: '$total', boundaries: [0, 15, 25], default: 'more' } },
    ],
    to: [
      { _id: 0, count: 1 },
      { _id: 15, count: 1 },
      { _id: 'more', count: 1 },
    ],
  },
];

describe('MongoDB contract: aggregate', () => {
  const database = useContractDatabase();

  for (const { name, pipeline, to } of pipelines) {
    it(name, async () => {
      const collection = await database.collection(orders);
      expect(await collection.aggregate(pipeline).toArray()).to.deep.equal(to);
    });
  }

  it('joins with $lookup by fields', async () => {
    const customers = await database.collection([
      { _id: 'a', name: 'Ann' },
      { _id: 'b', name: 'Bob' },
    ]);
    const collection = await database.collection(orders);
    const joined = await collection
      .aggregate([
        {
          $lookup: { from: customers.collectionName, localField: 'customer', foreignField: '_id', as: 'who' },
        },
        { $sort: { _id: 1 } },
        { $project: { names: '$who.name' } },
      ])
      .toArray();
    expect(joined).to.deep.equal([
      { _id: 1, names: ['Ann'] },
      { _id: 2, names: ['Bob'] },
      { _id: 3, names: ['Ann'] },
      { _id: 4, names: [] },
    ]);
  });

  it('joins with $lookup by an array and into an array', async () => {
    const parts = await database.collection([
      { _id: 1, tags: ['p', 'q'] },
      { _id: 2, tags: 'q' },
    ]);
    const collection = await database.collection([{ _id: 1, wanted: ['q', 'z'] }]);
    const [joined] = await collection
      .aggregate([
        { $lookup: { from: parts.collectionName, localField: 'wanted', foreignField: 'tags', as: 'found' } },
      ])
      .toArray();
    expect(joined!['found'].map((part: Document) => part['_id'])).to.deep.equal([1, 2]);
  });

  it('joins with $lookup by nothing and by empty arrays as by null, and by the elements of arrays only', async () => {
    const parts = await database.collection([
      { _id: 1, k: 1 },
      { _id: 2, k: [1, 2] },
      { _id: 3 },
      { _id: 4, k: [] },
      { _id: 5, k: [[1, 2]] },
    ]);
    const collection = await database.collection([
      { _id: 1, l: [] },
      { _id: 2 },
      { _id: 3, l: [1, 2] },
      { _id: 4, l: [[1, 2]] },
    ]);
    const lookup = { from: parts.collectionName, localField: 'l', foreignField: 'k', as: 'found' };
    const joined = await collection.aggregate([{ $lookup: lookup }, { $sort: { _id: 1 } }]).toArray();
    expect(joined.map(({ found }) => found.map((part: Document) => part['_id']))).to.deep.equal([
      [3],
      [3],
      [1, 2],
      [2, 5],
    ]);
  });

  it('sums doubles without the error of each addition', async () => {
    const collection = await database.collection(Array.from({ length: 10 }, (_, _id) => ({ _id, v: 0.1 })));
    await collection.insertMany([
      { _id: 10, v: 1e100 },
      { _id: 11, v: -1e100 },
    ] as never[]);
    const group = { _id: null, sum: { $sum: '$v' } };
    expect(await collection.aggregate([{ $group: group }]).toArray()).to.deep.equal([{ _id: null, sum: 1 }]);
    const [added] = await collection
      .aggregate([{ $limit: 1 }, { $project: { _id: 0, sum: { $add: [0.1, 0.2, 0.3] } } }])
      .toArray();
    expect(added).to.deep.equal({ sum: 0.6 });
  });

  it('refuses a result larger than a document may be', async () => {
    const collection = await database.collection([{ _id: 1, s: 'x'.repeat(9_000_000) }]);
    const pipeline = [{ $project: { a: '$s', b: '$s' } }];
    expect(await errorCodeOf(collection.aggregate(pipeline).toArray())).to.equal(10334);
  });

  it('joins with $lookup by a pipeline', async () => {
    const customers = await database.collection([
      { _id: 'a', level: 15 },
      { _id: 'b', level: 1 },
    ]);
    const collection = await database.collection(orders);
    const [joined] = await collection
      .aggregate([
        { $match: { _id: 1 } },
        {
          $lookup: {
            from: customers.collectionName,
            let: { total: '$total' },
            pipeline: [{ $match: { $expr: { $gt: ['$level', '$$total'] } } }, { $project: { _id: 1 } }],
            as: 'above',
          },
        },
      ])
      .toArray();
    expect(joined!['above']).to.deep.equal([{ _id: 'a' }]);
  });

  it('appends another collection with $unionWith', async () => {
    const other = await database.collection([{ _id: 9 }]);
    const collection = await database.collection([{ _id: 1 }]);
    expect(await collection.aggregate([{ $unionWith: other.collectionName }]).toArray()).to.deep.equal([
      { _id: 1 },
      { _id: 9 },
    ]);
  });

  it('takes as many as $sample says', async () => {
    const collection = await database.collection(orders);
    expect(await collection.aggregate([{ $sample: { size: 2 } }]).toArray()).to.have.length(2);
  });

  it('keeps the numeric type of sums', async () => {
    const collection = await database.collection([
      {
        _id: 1,
        int: new Int32(2147483647),
        double: new Double(1),
        long: Long.fromNumber(1),
        decimal: Decimal128.fromString('0.1'),
      },
      {
        _id: 2,
        int: new Int32(1),
        double: new Int32(1),
        long: new Int32(1),
        decimal: Decimal128.fromString('0.2'),
      },
    ]);
    const pipeline = [
      {
        $group: {
          _id: null,
          int: { $sum: '$int' },
          double: { $sum: '$double' },
          long: { $sum: '$long' },
          decimal: { $sum: '$decimal' },
        },
      },
    ];
    const [sums] = await collection
      .aggregate(pipeline, { promoteValues: false, promoteLongs: false })
      .toArray();
    expect(
      [sums!['int'], sums!['double'], sums!['long'], sums!['decimal']].map(
        (value: object) => `${value.constructor.name} ${String(value)}`,
      ),
    ).to.deep.equal(['Long 2147483648', 'Double 2', 'Long 2', 'Decimal128 0.3']);
  });

  it('goes on through a cursor', async () => {
    const collection = await database.collection(Array.from({ length: 250 }, (_, _id) => ({ _id })));
    expect(await collection.aggregate([{ $match: {} }], { batchSize: 20 }).toArray()).to.have.length(250);
  });

  it('takes variables of let', async () => {
    const collection = await database.collection(orders);
    const found = await collection
      .aggregate([{ $match: { $expr: { $eq: ['$customer', '$$who'] } } }, { $count: 'n' }], {
        let: { who: 'a' },
      })
      .toArray();
    expect(found).to.deep.equal([{ n: 2 }]);
  });

  const wrong: readonly {
    readonly name: string;
    readonly pipeline: Document[];
    readonly codes: readonly number[];
  }[] = [
    { name: 'an unknown stage', pipeline: [{ $foo: 1 }], codes: [40324] },
    { name: 'a stage with two fields', pipeline: [{ $match: {}, $limit: 1 }], codes: [40323] },
    { name: 'an unknown expression', pipeline: [{ $project: { a: { $foo: 1 } } }], codes: [168, 31325] },
    { name: 'an unknown accumulator', pipeline: [{ $group: { _id: 1, a: { $foo: 1 } } }], codes: [15952] },
    { name: '$group without _id', pipeline: [{ $group: { a: { $sum: 1 } } }], codes: [15955] },
    {
      name: 'an accumulator of a list',
      pipeline: [{ $group: { _id: 1, a: { $sum: ['$a', 1] } } }],
      codes: [40237],
    },
    {
      name: 'paths of $addFields that collide',
      pipeline: [{ $addFields: { a: 1, 'a.b': 2 } }],
      codes: [40176],
    },
    {
      name: 'a variable with a capital',
      pipeline: [{ $project: { a: { $let: { vars: { A: 1 }, in: 1 } } } }],
      codes: [9, 16867],
    },
    {
      name: 'a field of $unwind that is none',
      pipeline: [{ $unwind: { path: '$a', x: 1 } }],
      codes: [9, 28811],
    },
    { name: '$limit zero', pipeline: [{ $limit: 0 }], codes: [15958] },
    { name: '$unwind without a dollar', pipeline: [{ $unwind: 'lines' }], codes: [28818] },
    {
      name: 'a sum of text',
      pipeline: [{ $project: { a: { $add: ['$customer', 1] } } }],
      codes: [16554, 14],
    },
    {
      name: 'a division by zero',
      pipeline: [{ $project: { a: { $divide: ['$_id', 0] } } }],
      codes: [2, 4848401],
    },
    { name: 'an undefined variable', pipeline: [{ $project: { a: '$$nobody' } }], codes: [17276] },
  ];
  for (const { name, pipeline, codes } of wrong) {
    it(`refuses ${name}`, async () => {
      const collection = await database.collection(orders);
      expect(await errorCodeOf(collection.aggregate(pipeline).toArray())).to.be.oneOf([...codes]);
    });
  }
});
