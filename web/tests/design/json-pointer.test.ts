import { expect } from 'chai';
import { pointerNames, pointerTo, readablePointer, touches } from '../../src/design/json/json-pointer.js';

describe('JSON pointers', () => {
  it('go through names, whatever is in them', () => {
    const pointer = pointerTo(pointerTo(pointerTo('', 'a/b'), 'c~d'), 0);
    expect(pointer).to.equal('/a~1b/c~0d/0');
    expect(pointerNames(pointer)).to.deep.equal(['a/b', 'c~d', '0']);
    expect(pointerNames('')).to.deep.equal([]);
  });

  it('are written as people do', () => {
    expect(readablePointer('/content/lines/0/quantity')).to.equal('content.lines[0].quantity');
    expect(readablePointer('')).to.equal('the whole');
  });

  it('touch what they point at and what that is part of', () => {
    const marked = new Set(['/content/total']);
    expect(touches(marked, '/content')).to.equal(true);
    expect(touches(marked, '/content/total')).to.equal(true);
    expect(touches(marked, '/cont')).to.equal(false);
    expect(touches(marked, '/content/total/amount')).to.equal(false);
  });
});
