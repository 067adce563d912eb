import { Binary, Decimal128, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { expect } from 'chai';
import * as fc from 'fast-check';
import type { Document } from '../src/bson/document.js';
import { Catalog } from '../src/catalog/catalog.js';
import type { Collection } from '../src/catalog/collection.js';
import { parseIndex } from '../src/catalog/index-definition.js';
import { encodeDocument } from '../src/bson/encode.js';
import { prepareDocument } from '../src/catalog/prepare-document.js';
import { MongoError } from '../src/mongo-error.js';
import { findRecords } from '../src/query/find-records.js';
import { compileFilter } from '../src/query/matcher.js';

const NUMBERS = [0, 1, 2, -0, 0.5, 1n, Decimal128.fromString('2'), Number.NaN, -Infinity, Infinity];
const OTHERS = [null, true, false, '', 'a', 'a\0', 'b', 'é', {}, { x: 1 }, new Date(0), new Date(1)];
const EXTREMES = [
  new MinKey(),
  new MaxKey(),
  new ObjectId('0'.repeat(24)),
  new ObjectId('f'.repeat(24)),
  new Binary(Buffer.alloc(0)),
  new Binary(Buffer.alloc(1)),
  new Timestamp({ t: 0, i: 1 }),
  new Timestamp({ t: 0xffffffff, i: 1 }),
];
const scalar = fc.constantFrom<unknown>(...NUMBERS, ...OTHERS, ...EXTREMES);
const { value } = fc.letrec<{ value: unknown; document: Document }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'value' },
    scalar,
    fc.array(tie('value'), { maxLength: 3, depthIdentifier: 'value' }),
    tie('document'),
  ),
  document: fc.record(
    { b: tie('value'), c: tie('value') },
    { requiredKeys: [], noNullPrototype: true },
  ) as fc.Arbitrary<Document>,
}));
const documents = fc.array(
  fc.record({ a: value, d: scalar }, { requiredKeys: [], noNullPrototype: true }) as fc.Arbitrary<Document>,
  { maxLength: 25 },
);

const condition = fc.oneof(
  value,
  fc.tuple(fc.constantFrom('$gt', '$gte', '$lt', '$lte', '$ne', '$eq'), value).map(pair),
  fc.tuple(scalar, scalar).map(([$gte, $lt]) => ({ $gte, $lt })),
  fc.array(scalar, { maxLength: 3 }).map(($in) => ({ $in })),
  fc.boolean().map(($exists) => ({ $exists })),
);
const path = fc.constantFrom('a', 'a.b', 'a.c', 'd', '_id');
const direction = fc.constantFrom(1, -1);
const filter = fc.uniqueArray(fc.tuple(path, condition), { maxLength: 2, selector: ([name]) => name });
const sort = fc.uniqueArray(fc.tuple(path, direction), { maxLength: 2, selector: ([name]) => name });
const index = fc.record({
  key: fc.uniqueArray(fc.tuple(path, direction), { minLength: 1, maxLength: 2, selector: ([name]) => name }),
  sparse: fc.boolean(),
});

function pair([name, content]: readonly [string, unknown]): Document {
  return { [name]: content };
}

describe('embedded MongoDB: indexes', () => {
  it('find and sort as a search of the whole collection does, whatever the documents', () => {
    fc.assert(
      fc.property(
        documents,
        filter,
        sort,
        fc.array(index, { minLength: 1, maxLength: 3 }),
        (all, by, order, keys) => {
          const indexed = emptyCollection();
          keys.forEach(({ key, sparse }, i) =>
            indexed.createIndex(parseIndex({ name: `i${i}`, key: Object.fromEntries(key), sparse })),
          );
          const plain = emptyCollection();
          all.forEach((document, _id) => insertBoth(indexed, plain, { _id, ...document }));
          const matcher = compileFilter(Object.fromEntries(by) as Document);
          const wanted = Object.fromEntries([...order, ['_id', 1]]) as Document;
          const ids = (collection: Collection): unknown =>
            outcomeOf(() =>
              Array.from(findRecords(collection, { matcher, sort: wanted }), ({ idKey }) => idKey),
            );
          expect(ids(indexed)).to.deep.equal(ids(plain));
        },
      ),
      { numRuns: 300 },
    );
  });
});

function emptyCollection(): Collection {
  return new Catalog({ append: () => undefined }).create('d', 'c', {});
}

/** Documents that cannot be indexed go into neither. */
function insertBoth(indexed: Collection, plain: Collection, document: Document): void {
  const { packed, id } = prepareDocument(encodeDocument(document));
  if (outcomeOf(() => indexed.insert(packed, id) && undefined) === undefined) plain.insert(packed, id);
}

function outcomeOf(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    if (error instanceof MongoError) return error.codeName;
    throw error;
  }
}
