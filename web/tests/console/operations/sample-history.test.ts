import { expect } from 'chai';
import { SampleHistory } from '../../../src/console/operations/history/sample-history.js';

describe('SampleHistory', () => {
  it('keeps the samples of each value for so long', () => {
    const history = new SampleHistory(1_000);
    history.record(0, { a: 1, b: 10 });
    history.record(600, { a: 2 });
    history.record(1_200, { a: 3 });
    expect(history.samples('a')).to.deep.equal([
      { at: 600, value: 2 },
      { at: 1_200, value: 3 },
    ]);
    expect(history.samples('b')).to.deep.equal([{ at: 0, value: 10 }]);
    expect(history.samples('c')).to.deep.equal([]);
  });

  it('passes over what is not later than the last sample', () => {
    const history = new SampleHistory(1_000);
    history.record(5, { a: 1 });
    history.record(5, { a: 2 });
    history.record(4, { a: 3 });
    expect(history.samples('a')).to.deep.equal([{ at: 5, value: 1 }]);
  });

  it('tells of what comes, and gives the same array until then', () => {
    const history = new SampleHistory(1_000);
    let told = 0;
    const end = history.subscribe(() => (told += 1));
    history.record(1, { a: 1 });
    expect(history.samples('a')).to.equal(history.samples('a'));
    expect(history.samples('b')).to.equal(history.samples('c'));
    end();
    history.record(2, { a: 1 });
    expect(told).to.equal(1);
  });
});
