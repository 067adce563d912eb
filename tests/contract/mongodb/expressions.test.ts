import { expect } from 'chai';
import { useContractDatabase } from './contract-database.js';

const expressions: readonly { readonly expression: unknown; readonly value: unknown }[] = [
  { expression: { $add: ['$a', 2, '$b'] }, value: 8 },
  { expression: { $add: ['$a', null] }, value: null },
  { expression: { $subtract: ['$a', '$b'] }, value: 4 },
  { expression: { $multiply: ['$a', 1.5] }, value: 7.5 },
  { expression: { $divide: ['$a', 2] }, value: 2.5 },
  { expression: { $mod: ['$a', 3] }, value: 2 },
  { expression: { $round: [2.346, 2] }, value: 2.35 },
  { expression: { $round: 2.5 }, value: 2 },
  { expression: { $floor: -1.5 }, value: -2 },
  { expression: { $abs: -3 }, value: 3 },
  { expression: { $concat: ['$s', '-', 'x'] }, value: 'Text-x' },
  { expression: { $concat: ['$s', '$missing'] }, value: null },
  { expression: { $toUpper: '$s' }, value: 'TEXT' },
  { expression: { $substrCP: ['$s', 1, 2] }, value: 'ex' },
  { expression: { $split: ['a,b', ','] }, value: ['a', 'b'] },
  { expression: { $strLenCP: '$s' }, value: 4 },
  { expression: { $trim: { input: '  x ' } }, value: 'x' },
  { expression: { $regexMatch: { input: '$s', regex: '^t', options: 'i' } }, value: true },
  { expression: { $cond: [{ $gt: ['$a', 3] }, 'big', 'small'] }, value: 'big' },
  { expression: JSON.parse('{ "$cond": { "if": "$missing", "then": 1, "else": 2 } }'), value: 2 },
  { expression: { $ifNull: ['$missing', '$nil', 'default'] }, value: 'default' },
  {
    expression: JSON.parse(
      '{ "$switch": { "branches": [{ "case": { "$lt": ["$a", 0] }, "then": "neg" }], "default": "pos" } }',
    ),
    value: 'pos',
  },
  { expression: { $and: ['$a', { $not: ['$nil'] }] }, value: true },
  { expression: { $or: [0, null, '$missing'] }, value: false },
  { expression: { $eq: ['$a', 5] }, value: true },
  { expression: { $eq: ['$missing', null] }, value: false },
  { expression: { $lt: ['$a', 'text'] }, value: true },
  { expression: { $cmp: ['b', 'a'] }, value: 1 },
  { expression: { $in: [2, '$list'] }, value: true },
  { expression: { $size: '$list' }, value: 3 },
  { expression: { $arrayElemAt: ['$list', -1] }, value: 3 },
  { expression: { $slice: ['$list', 1, 5] }, value: [2, 3] },
  { expression: { $concatArrays: ['$list', [9]] }, value: [1, 2, 3, 9] },
  { expression: { $map: { input: '$list', as: 'n', in: { $multiply: ['$$n', 2] } } }, value: [2, 4, 6] },
  { expression: { $filter: { input: '$list', as: 'n', cond: { $gte: ['$$n', 2] } } }, value: [2, 3] },
  {
    expression: { $reduce: { input: '$list', initialValue: 0, in: { $add: ['$$value', '$$this'] } } },
    value: 6,
  },
  { expression: { $let: { vars: { x: '$a' }, in: { $add: ['$$x', 1] } } }, value: 6 },
  { expression: { $sum: '$list' }, value: 6 },
  { expression: { $sum: ['$a', '$b', 'text'] }, value: 6 },
  { expression: { $avg: '$list' }, value: 2 },
  { expression: { $max: ['$a', '$b'] }, value: 5 },
  { expression: '$docs.k', value: ['x', 'y'] },
  { expression: { $mergeObjects: [{ a: 1 }, { b: 2 }, null] }, value: { a: 1, b: 2 } },
  { expression: { $objectToArray: { k: 1 } }, value: [{ k: 'k', v: 1 }] },
  { expression: { $arrayToObject: [[['k', 1]]] }, value: { k: 1 } },
  {
    expression: {
      $setUnion: [
        [2, 1],
        [1, 3],
      ],
    },
    value: [1, 2, 3],
  },
  { expression: { $setIsSubset: [[1], '$list'] }, value: true },
  { expression: { $type: '$missing' }, value: 'missing' },
  { expression: { $type: '$s' }, value: 'string' },
  { expression: { $toInt: '42' }, value: 42 },
  { expression: { $toString: '$a' }, value: '5' },
  { expression: { $convert: { input: 'x', to: 'int', onError: -1 } }, value: -1 },
  { expression: { $literal: '$a' }, value: '$a' },
  { expression: { $year: '$at' }, value: 2024 },
  { expression: { $month: '$at' }, value: 3 },
  { expression: { $dateToString: { date: '$at', format: '%Y-%m-%d' } }, value: '2024-03-05' },
  {
    expression: {
      $dateDiff: {
        startDate: '$at',
        endDate: { $dateAdd: { startDate: '$at', unit: 'day', amount: 3 } },
        unit: 'day',
      },
    },
    value: 3,
  },
  { expression: { $range: [0, 6, 2] }, value: [0, 2, 4] },
  { expression: { $reverseArray: '$list' }, value: [3, 2, 1] },
  { expression: { $pow: ['$a', 2] }, value: 25 },
  { expression: { $sqrt: 16 }, value: 4 },
];

describe('MongoDB contract: expressions', () => {
  const database = useContractDatabase();

  for (const { expression, value } of expressions) {
    it(`evaluates ${JSON.stringify(expression)}`, async () => {
      const collection = await database.collection([
        {
          _id: 1,
          a: 5,
          b: 1,
          s: 'Text',
          nil: null,
          list: [1, 2, 3],
          docs: [{ k: 'x' }, { k: 'y' }, {}],
          at: new Date('2024-03-05T12:30:00Z'),
        },
      ]);
      const [result] = await collection.aggregate([{ $project: { _id: 0, value: expression } }]).toArray();
      expect(result).to.deep.equal({ value });
    });
  }
});
