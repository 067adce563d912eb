import { expect } from 'chai';
import { compareValues, nextSort, sortFrom } from '../../src/design/tables/sort.js';

describe('sort of a table', () => {
  it('goes from ascending over descending to none, and begins anew on another column', () => {
    expect(nextSort(undefined, 'name')).to.equal('name');
    expect(nextSort(sortFrom('name'), 'name')).to.equal('-name');
    expect(nextSort(sortFrom('-name'), 'name')).to.equal(undefined);
    expect(nextSort(sortFrom('-name'), 'price')).to.equal('price');
  });

  it('is none when the URL names none', () => {
    for (const text of [undefined, '', '-']) expect(sortFrom(text)).to.equal(undefined);
  });

  it('puts figures by size and texts as people do', () => {
    expect([10, 9, 100].toSorted(compareValues)).to.deep.equal([9, 10, 100]);
    expect(['b', 'A10', 'a9'].toSorted(compareValues)).to.deep.equal(['a9', 'A10', 'b']);
  });
});
