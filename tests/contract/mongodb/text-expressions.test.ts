import { expect } from 'chai';
import { Long, ObjectId } from 'mongodb';
import { errorCodeOf, useContractDatabase } from './contract-database.js';

const values: readonly (readonly [expression: object, value: unknown])[] = [
  [{ $concat: 'abc' }, 'abc'],
  [{ $split: ['a', null] }, null],
  [{ $split: ['--', '-'] }, ['', '', '']],
  [{ $substr: [123, 0, 2] }, '12'],
  [{ $substr: ['hello', 1, -1] }, 'ello'],
  [{ $substrBytes: ['hello', 1, 100] }, 'ello'],
  [{ $substrBytes: ['hello', 10, 2] }, ''],
  [{ $substrBytes: ['héllo', 0, 3] }, 'hé'],
  [{ $substrCP: ['😀ab', 1, 1] }, 'a'],
  [{ $toUpper: null }, ''],
  [{ $toUpper: '$missing' }, ''],
  [{ $toUpper: 'abé' }, 'ABé'],
  [{ $toLower: new Date(0) }, '1970-01-01t00:00:00.000z'],
  [{ $trim: { input: '\u00a0\u2003a\0' } }, 'a'],
  [{ $trim: { input: 'a', chars: null } }, null],
  [{ $trim: { input: 'a-z', chars: 'a-z' } }, ''],
  [{ $strcasecmp: [null, 'a'] }, -1],
  [{ $strcasecmp: ['_', 'a'] }, 1],
  [{ $strcasecmp: ['é', 'É'] }, 1],
  [{ $strLenBytes: 'é😀' }, 6],
  [{ $strLenCP: 'é😀' }, 2],
  [{ $indexOfBytes: ['héllo', 'l'] }, 3],
  [{ $indexOfBytes: ['hello', 'l', 0, 2] }, -1],
  [{ $indexOfCP: ['😀a', 'a'] }, 1],
  [{ $replaceAll: { input: 'a.b.c', find: '.', replacement: '-' } }, 'a-b-c'],
  [{ $replaceAll: { input: 'ab', find: '', replacement: '-' } }, '-a-b-'],
  [{ $regexFind: { input: 'xé😀abc', regex: '(b)(d)?' } }, { match: 'b', idx: 4, captures: ['b', null] }],
  [
    { $regexFindAll: { input: 'ab', regex: '' } },
    [
      { match: '', idx: 0, captures: [] },
      { match: '', idx: 1, captures: [] },
    ],
  ],
  [{ $bitAnd: [Long.fromString('4294967297'), Long.fromString('4294967296')] }, 4294967296],
  [{ $bitOr: [Long.fromString('4294967296'), 1] }, 4294967297],
  [{ $bitNot: Long.fromString('4294967296') }, -4294967297],
  [{ $type: { $pow: [2, 40] } }, 'long'],
  [{ $type: { $pow: [2, 63] } }, 'double'],
  [{ $range: [5, 0, -2] }, [5, 3, 1]],
  [
    { $zip: { inputs: [[1], [2, 3]], useLongestLength: true, defaults: [0, 9] } },
    [
      [1, 2],
      [0, 3],
    ],
  ],
  [{ $round: [Infinity, 1] }, Infinity],
  [{ $type: { $round: [2147483647, -1] } }, 'long'],
  [{ $subtract: [1, Long.MIN_VALUE] }, 9223372036854775808],
  [{ $toLong: { $toDecimal: '4503599627370497.5' } }, 4503599627370497],
];

const errors: readonly (readonly [expression: object, code: number])[] = [
  [{ $concat: ['a', 1] }, 16702],
  [{ $split: ['abc', ''] }, 40087],
  [{ $substrBytes: ['héllo', 0, 2] }, 28657],
  [{ $substrBytes: ['héllo', 2, 1] }, 28656],
  [{ $substrCP: ['abc', -1, 1] }, 34455],
  [{ $substrCP: ['abc', 0, -1] }, 34454],
  [{ $toUpper: new ObjectId() }, 16007],
  [{ $toUpper: true }, 16007],
  [{ $strLenCP: '$missing' }, 34471],
  [{ $regexMatch: { input: 1, regex: 'a' } }, 51104],
  [{ $ln: 0 }, 28766],
  [{ $log: [8, 1] }, 28759],
  [{ $log10: 0 }, 28761],
  [{ $sqrt: -1 }, 28714],
  [{ $acos: 2 }, 50989],
  [{ $sin: Infinity }, 50989],
  [{ $pow: [0, -1] }, 28764],
  [{ $range: [0, 5, 0] }, 34449],
  [{ $zip: { inputs: [] } }, 34465],
  [{ $filter: { input: [1, 2], cond: true, limit: -1 } }, 327392],
  [{ $arrayToObject: [[['a', 1, 2]]] }, 40397],
  [{ $add: ['$$constructor', 1] }, 17276],
  [{ $concat: '$a.$b' }, 16410],
  [{ $abs: Long.MIN_VALUE }, 28680],
];

describe('MongoDB contract: expressions on text, patterns and numbers', () => {
  const database = useContractDatabase();

  for (const [expression, value] of values) {
    it(`evaluates ${JSON.stringify(expression)}`, async () => {
      const collection = await database.collection([{ _id: 1 }]);
      const [result] = await collection.aggregate([{ $project: { _id: 0, value: expression } }]).toArray();
      expect(result).to.deep.equal({ value });
    });
  }

  for (const [expression, code] of errors) {
    it(`refuses ${JSON.stringify(expression)}`, async () => {
      const collection = await database.collection([{ _id: 1 }]);
      expect(
        await errorCodeOf(collection.aggregate([{ $project: { value: expression } }]).toArray()),
      ).to.equal(code);
    });
  }
});
