import { expect } from 'chai';
import * as fc from 'fast-check';
import { SortedEntries } from '../src/catalog/sorted-entries.js';
import { StoredDocument } from '../src/catalog/stored-document.js';

describe('embedded MongoDB: sorted entries', () => {
  it('hold what a sorted list would, through any changes', () => {
    const change = fc.record({ key: fc.integer({ min: 0, max: 50 }), add: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 3000, size: 'max' }),
        fc.integer({ min: 0, max: 50 }),
        fc.integer({ min: 0, max: 50 }),
        (changes, low, high) => {
          const entries = new SortedEntries();
          let expected: { key: string; record: StoredDocument }[] = [];
          for (const [i, { key: number, add }] of changes.entries()) {
            const key = String(number).padStart(2, '0');
            const known = expected.find((entry) => entry.key === key);
            if (add || known === undefined) {
              const record = new StoredDocument(i, key, '');
              entries.add(key, record);
              expected.push({ key, record });
            } else {
              entries.remove(key, known.record);
              expected = expected.filter((entry) => entry !== known);
            }
          }
          expected.sort((a, b) =>
            a.key < b.key ? -1 : a.key > b.key ? 1 : a.record.recordId - b.record.recordId,
          );
          expect(entries.size).to.equal(expected.length);
          const range = { from: String(low).padStart(2, '0'), to: String(high).padStart(2, '0') };
          const inside = expected
            .filter(({ key }) => key >= range.from && key < range.to)
            .map(({ record }) => record);
          expect([...entries.range(range)]).to.deep.equal(inside);
          if (low <= high) expect([...entries.reverseRange(range)]).to.deep.equal(inside.toReversed());
          expect([...entries.range({ from: '' })]).to.deep.equal(expected.map(({ record }) => record));
        },
      ),
      { numRuns: 30 },
    );
  });
});
