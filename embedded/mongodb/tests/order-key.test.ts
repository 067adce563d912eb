import { Binary, Decimal128, Double, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { decodeDocument } from '../src/bson/decode.js';
import { encodeDocument } from '../src/bson/encode.js';
import { invertKey, orderKey } from '../src/bson/order-key.js';

describe('embedded MongoDB: order of values', () => {
  it('is that of MongoDB over all types', () => {
    const ascending = [
      new MinKey(),
      null,
      Number.NaN,
      Number.NEGATIVE_INFINITY,
      -(2n ** 63n),
      Decimal128.fromString('-1.5'),
      -1,
      0,
      5e-324,
      Decimal128.fromString('0.1'),
      0.1,
      1,
      9007199254740992,
      9007199254740993n,
      9007199254740994n,
      2n ** 63n - 1n,
      Number.POSITIVE_INFINITY,
      '',
      '\0',
      'a',
      'a\0',
      'ab',
      'b',
      'é',
      '\uffff',
      '😀',
      {},
      { a: 1 },
      { a: 1, b: 1 },
      { a: 2 },
      { b: 0 },
      { a: 'text' },
      [],
      [1],
      [1, 2],
      [2],
      new Binary(Buffer.from([9])),
      new Binary(Buffer.from([1, 2])),
      new ObjectId('0'.repeat(24)),
      new ObjectId('f'.repeat(24)),
      false,
      true,
      new Date(-1),
      new Date(0),
      new Timestamp({ t: 1, i: 2 }),
      new MaxKey(),
    ];
    const keys = ascending.map(orderKey);
    for (let i = 1; i < keys.length; i += 1) expect(keys[i - 1]! < keys[i]!, `position ${i}`).to.equal(true);
    for (let i = 1; i < keys.length; i += 1) {
      expect(`${invertKey(keys[i - 1]!)}x` > `${invertKey(keys[i]!)}x`, `inverted ${i}`).to.equal(true);
    }
  });

  it('takes equal numbers of different types for equal', () => {
    for (const same of [
      [1, 1n, new Double(1), Decimal128.fromString('1.00')],
      [0, -0, 0n, Decimal128.fromString('-0')],
      [0.5, Decimal128.fromString('5E-1')],
    ]) {
      expect(new Set(same.map(orderKey)).size).to.equal(1);
    }
  });

  it('orders any two numbers as they are', () => {
    const number = fc.oneof(
      fc.double({ noNaN: true }),
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
      fc.integer(),
    );
    fc.assert(
      fc.property(number, number, (a, b) => {
        const [x, y] = [orderKey(a), orderKey(b)];
        expect(x < y ? -1 : x > y ? 1 : 0).to.equal(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });

  it('orders any two strings as their UTF-8 bytes', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [x, y] = [orderKey(a), orderKey(b)];
        expect(x < y ? -1 : x > y ? 1 : 0).to.equal(
          Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))),
        );
      }),
    );
  });
});

describe('embedded MongoDB: BSON', () => {
  const value = fc.letrec((tie) => ({
    leaf: fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.double(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
      fc.integer().map((n) => new Double(n)),
      fc.date({ noInvalidDate: true }),
    ),
    tree: fc.oneof(
      { depthSize: 'small' },
      tie('leaf'),
      fc.array(tie('tree')),
      fc.dictionary(
        fc.oneof(
          fc.string().filter((name) => !name.includes('\0')),
          fc.constantFrom('constructor', '__proto__', 'toString', '0', '10'),
        ),
        tie('tree'),
        { noNullPrototype: true },
      ),
    ),
  })).tree;

  it('encodes what it decoded to the same bytes', () => {
    fc.assert(
      fc.property(value, (content) => {
        const bytes = encodeDocument({ content: content });
        expect(encodeDocument(decodeDocument(bytes)).equals(bytes)).to.equal(true);
      }),
    );
  });

  it('keeps the order of names that look like numbers', () => {
    const parts = ['b', '2', '1', 'a'].map((name) => encodeDocument({ [name]: 1 }).subarray(4, -1));
    const bytes = Buffer.concat([Buffer.alloc(4), ...parts, Buffer.from([0])]);
    bytes.writeInt32LE(bytes.length, 0);
    expect(encodeDocument(decodeDocument(bytes)).equals(bytes)).to.equal(true);
  });
});
