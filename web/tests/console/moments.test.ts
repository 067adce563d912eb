import { expect } from 'chai';
import { inOrder } from '../../src/console/auditing/difference/places.js';
import { revisionSpan } from '../../src/console/auditing/difference/revision-span.js';
import { localTimeOf, momentOfLocal } from '../../src/console/auditing/moments/local-time.js';
import { revisionOrMoment } from '../../src/console/auditing/moments/revision-or-moment.js';

describe('moments in forms', () => {
  it('come back as they went in, to the millisecond, whatever the time zone', () => {
    for (const moment of ['2026-01-01T00:00:00.000Z', '2026-07-01T23:59:59.999Z']) {
      expect(momentOfLocal(localTimeOf(moment))).to.equal(moment);
    }
  });

  it('are none when nothing was entered, or nothing that makes sense', () => {
    for (const text of [undefined, '', 'soon']) {
      expect(momentOfLocal(text)).to.equal(undefined);
      expect(localTimeOf(text)).to.equal('');
    }
  });
});

describe('places in a stream', () => {
  it('are revisions or moments', () => {
    expect(revisionOrMoment('12')).to.deep.equal({ kind: 'revision', revision: 12 });
    expect(revisionOrMoment('2026-01-01')).to.deep.equal({ kind: 'moment', moment: '2026-01-01' });
  });

  it('are put in order where that can be told', () => {
    expect(inOrder({ from: '10', to: '9' })).to.deep.equal({ from: '9', to: '10' });
    expect(inOrder({ from: '9', to: '10' })).to.deep.equal({ from: '9', to: '10' });
    expect(inOrder({ from: '2026-02-01', to: '2026-01-01T10:00:00Z' })).to.deep.equal({
      from: '2026-01-01T10:00:00Z',
      to: '2026-02-01',
    });
    expect(inOrder({ from: '10', to: '2026-01-01' })).to.deep.equal({ from: '10', to: '2026-01-01' });
    expect(inOrder({ from: '10' })).to.deep.equal({ from: '10', to: undefined });
  });

  it('are told in a sentence', () => {
    expect(revisionSpan(-1, 3)).to.contain('before the first event');
    expect(revisionSpan(0, 3)).to.contain('at revision 0').and.to.contain('at revision 3');
  });
});
