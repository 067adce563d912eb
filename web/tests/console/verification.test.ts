import { expect } from 'chai';
import { findingAdvice } from '../../src/console/auditing/verification/finding-advice.js';
import { afterLine, shareOf } from '../../src/console/auditing/verification/verification-run.js';

describe('a verification on a page', () => {
  it('runs on with lines of progress and is over with its outcome', () => {
    const progress = { events: 5, position: '9' };
    expect(afterLine({ progress })).to.deep.equal({ status: 'running', progress });
    const verification = { intact: true, events: 5, proven: 5, unproven: 0, provenUpTo: '9', hash: 'h' };
    expect(afterLine({ verification })).to.deep.equal({ status: 'over', verification });
  });

  it('knows its share once it is known how much there is', () => {
    expect(shareOf(50, 200)).to.equal(0.25);
    expect(shareOf(300, 200)).to.equal(1);
    expect(shareOf(50, undefined)).to.equal(undefined);
    expect(shareOf(50, 0)).to.equal(undefined);
  });

  it('says of every finding what it means and what to do', () => {
    for (const kind of ['altered', 'missing', 'doubled', 'moved', 'added', 'unproven'] as const) {
      const { meaning, advice } = findingAdvice({ kind });
      expect(meaning.length, kind).to.be.greaterThan(20);
      expect(advice.length, kind).to.be.greaterThan(20);
    }
  });
});
