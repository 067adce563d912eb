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
