import { expect } from 'chai';
import { add, money, times } from '../../../src/domain/money.js';
import { totalOf } from '../../../src/domain/priced-line.js';
import { sameContent } from '../../../src/domain/same-content.js';

const eur = (amount: number) => ({ amount, currency: 'EUR' });

describe('money', () => {
  it('is added and multiplied in whole minor units', () => {
    expect(add(eur(10), eur(20))).to.deep.equal(eur(30));
    expect(times(eur(333), 3)).to.deep.equal(eur(999));
  });

  for (const [amount, currency] of [
    [-1, 'EUR'],
    [0.5, 'EUR'],
    [2 ** 53, 'EUR'],
    [Number.NaN, 'EUR'],
    [1, 'eur'],
    [1, ''],
  ] as const) {
    it(`refuses ${amount} '${currency}'`, () => {
      expect(() => money(amount, currency))
        .to.throw()
        .with.property('code', 'invalid-money');
    });
  }

  it('does not pass the safe integers unnoticed', () => {
    expect(() => add(eur(Number.MAX_SAFE_INTEGER), eur(1)))
      .to.throw()
      .with.property('code', 'invalid-money');
    expect(() => times(eur(2 ** 52), 2))
      .to.throw()
      .with.property('code', 'invalid-money');
  });
});

describe('the total of lines', () => {
  it('is the sum of quantity × price', () => {
    const lines = [
      { unitPrice: eur(250), quantity: 3 },
      { unitPrice: eur(0), quantity: 9 },
      { unitPrice: eur(1), quantity: 1 },
    ];
    expect(totalOf(lines)).to.deep.equal(eur(751));
  });

  it('of none is none', () => expect(totalOf([])).to.equal(undefined));

  it('has one currency', () => {
    const lines = [
      { unitPrice: eur(1), quantity: 1 },
      { unitPrice: { amount: 1, currency: 'USD' }, quantity: 1 },
    ];
    expect(() => totalOf(lines))
      .to.throw()
      .with.property('code', 'currency-mismatch');
  });
});

describe('same content', () => {
  const same = [
    [
      { a: 1, b: [1, { c: null }] },
      { b: [1, { c: null }], a: 1 },
    ],
    [{ a: 1 }, { a: 1, b: undefined }],
    [[], []],
  ];
  const different = [
    [{ a: 1 }, { a: '1' }],
    [{ a: 1 }, { a: 1, b: null }],
    [
      [1, 2],
      [2, 1],
    ],
    [[1], [1, 2]],
    [[], {}],
    [null, {}],
    [{ a: { b: 1 } }, { a: { b: 2 } }],
  ];
  for (const [a, b] of same) {
    it(`${JSON.stringify(a)} is ${JSON.stringify(b)}`, () => expect(sameContent(a, b)).to.equal(true));
  }
  for (const [a, b] of different) {
    it(`${JSON.stringify(a)} is not ${JSON.stringify(b)}`, () => expect(sameContent(a, b)).to.equal(false));
  }
});
