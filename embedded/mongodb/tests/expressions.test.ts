import { inspect } from 'node:util';
import { expect } from 'chai';
import { compileExpression } from '../src/aggregate/expression.js';
import { scopeOf } from '../src/aggregate/scope.js';
import { Sum } from '../src/aggregate/sum.js';
import { MongoError } from '../src/mongo-error.js';

describe('embedded MongoDB: expressions', () => {
  const at = new Date('2024-02-29T13:14:15.678Z');
  const refused: readonly (readonly [name: string, expression: object, error: string])[] = [
    [
      'to leave what dates can be, in a zone too',
      { $dateAdd: { startDate: at, unit: 'year', amount: 10_000_000, timezone: 'Europe/Berlin' } },
      'Overflow',
    ],
    ['to add more to a date than there is time', { $add: [at, 1e300] }, 'Overflow'],
    ['to take more from a date than there is time', { $subtract: [at, 1e300] }, 'Overflow'],
    ['to make a date of no time', { $toDate: Number.NaN }, 'ConversionFailure'],
    ['to make a date of a time out of range', { $toDate: 2n ** 62n }, 'ConversionFailure'],
    ['to round what then needs more than 64 bits', { $round: [2n ** 63n - 1n, -1] }, 'Location51080'],
    [
      'a format with the same part twice',
      { $dateFromString: { dateString: '2024 2024-01-01', format: '%Y %Y-%m-%d' } },
      'CommandNotSupported',
    ],
  ];
  for (const [name, expression, error] of refused) {
    it(`refuse ${name}`, () => {
      expect(() => compileExpression(expression)(scopeOf({}, {})))
        .to.throw(MongoError)
        .with.property('codeName', error);
    });
  }

  const values: readonly (readonly [expression: object, value: unknown])[] = [
    [{ $round: [-(2n ** 63n), -2] }, -9223372036854775800n],
    [{ $trunc: [2n ** 63n - 1n, -1] }, 9223372036854775800n],
    [{ $round: [25, -1] }, 20],
    [{ $round: [35, -1] }, 40],
    [{ $round: [-25, -1] }, -20],
    [{ $round: [-36, -1] }, -40],
    [{ $trunc: [-39, -1] }, -30],
    [{ $round: [5, -20] }, 0],
  ];
  for (const [expression, value] of values) {
    it(`evaluate ${inspect(expression)}`, () => {
      expect(compileExpression(expression)(scopeOf({}, {}))).to.equal(value);
    });
  }

  it('read a percent sign twice', () => {
    const format = { dateString: '%2024%-01-01', format: '%%%Y%%-%m-%d' };
    expect(compileExpression({ $dateFromString: format })(scopeOf({}, {}))).to.deep.equal(
      new Date('2024-01-01'),
    );
  });

  it('sum integers exactly beyond 53 bits', () => {
    const greatest = 2 ** 31 - 1;
    const sum = new Sum();
    const count = 2 ** 22 + 1;
    for (let i = 0; i < count; i++) sum.add(greatest);
    expect(sum.value).to.equal(BigInt(count) * BigInt(greatest));
  });
});
