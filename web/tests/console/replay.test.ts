import { expect } from 'chai';
import { changesInput, eventsInput, stateInput } from '../../src/console/auditing/replay/step-inputs.js';
import { ticks } from '../../src/console/auditing/replay/ticks.js';

describe('ticks of the slider', () => {
  it('mark each event while there are few', () => {
    expect(ticks(3, 60).map(({ revision, at }) => [revision, at])).to.deep.equal([
      [0, 0],
      [1, 1 / 3],
      [2, 2 / 3],
      [3, 1],
    ]);
    expect(ticks(0, 60)).to.deep.equal([{ revision: 0, at: 0 }]);
  });

  it('mark round revisions and both ends when there are many', () => {
    for (const last of [61, 137, 999, 100_000]) {
      const marks = ticks(last, 60);
      expect(marks.length, String(last)).to.be.within(10, 62);
      expect(marks[0]).to.deep.equal({ revision: 0, at: 0 });
      expect(marks.at(-1)).to.deep.equal({ revision: last, at: 1 });
    }
    expect(ticks(100_000, 60)[1]?.revision).to.equal(2_000);
  });
});

describe('a step of a replay', () => {
  it('compares with the revision before, and the first one with nothing', () => {
    expect(changesInput('s', 7).query).to.deep.equal({ from: '6', to: '7' });
    expect(changesInput('s', 0).query).to.deep.equal({ from: '1970-01-01', to: '0' });
    expect(stateInput('s', 7)).to.deep.equal({ params: { stream: 's' }, query: { revision: 7 } });
  });

  it('asks for events by the hundred, so that neighbours share an answer', () => {
    expect(eventsInput('s', 99)).to.deep.equal(eventsInput('s', 0));
    expect(eventsInput('s', 250).query).to.deep.equal({ from: 200, limit: 100 });
  });
});
