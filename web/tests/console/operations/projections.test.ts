import { expect } from 'chai';
import type { Building } from '../../../src/api/dtos.js';
import { comparisonText } from '../../../src/console/operations/projections/comparison-text.js';
import { lagsOf, lagText } from '../../../src/console/operations/projections/lag.js';
import { possibleActions } from '../../../src/console/operations/projections/projection-actions.js';
import { rebuildProgress } from '../../../src/console/operations/projections/rebuild-progress.js';

const building: Building = {
  collection: 'orders.v1.2',
  version: 1,
  documents: 10,
  position: '5',
  share: 0.25,
  parkedKeys: 0,
  since: '2026-01-31T12:00:00.000Z',
};
const after = (seconds: number) => Date.parse(building.since) + 1_000 * seconds;

describe('the lag of a projection', () => {
  it('is told in events and time', () => {
    expect([
      lagText(null),
      lagText({ events: 0, isAtLeast: false, ms: 0 }),
      lagText({ events: 1, isAtLeast: false, ms: 420 }),
      lagText({ events: 1_000, isAtLeast: true, ms: 12_000 }, 'en'),
    ]).to.deep.equal(['unknown', 'none', '1 event, 420 ms', 'more than 1,000 events, 12 s']);
  });

  it('is kept by service, unless it is unknown', () => {
    const lag = { events: 3, isAtLeast: false, ms: 40 };
    expect(
      lagsOf([
        { service: 'a', name: 'processes', lag },
        { service: 'b', name: 'processes', lag: null },
      ]),
    ).to.deep.equal({ 'lag a processes': 40 });
  });
});

describe('a rebuild', () => {
  it('takes as long as its rate so far says', () => {
    expect(rebuildProgress(building, after(10))).to.deep.equal({
      share: 0.25,
      elapsedMs: 10_000,
      leftMs: 30_000,
    });
  });

  it('does not guess from too little, nor once all is done, nor back in time', () => {
    expect(rebuildProgress({ ...building, share: 0.001 }, after(10)).leftMs).to.equal(undefined);
    expect(rebuildProgress({ ...building, share: 1 }, after(10)).leftMs).to.equal(undefined);
    expect(rebuildProgress(building, after(-5)).elapsedMs).to.equal(0);
  });
});

describe('what can be done with a projection', () => {
  const allowed = (projection: Parameters<typeof possibleActions>[0]) =>
    Object.entries(possibleActions(projection)).flatMap(([action, can]) => (can ? [action] : []));

  it('depends on what it does', () => {
    const one = { rebuildRequested: false, building: null };
    expect(allowed({ ...one, state: 'live' })).to.deep.equal(['rebuild', 'pause']);
    expect(allowed({ ...one, state: 'live', rebuildRequested: true })).to.deep.equal(['cancel', 'pause']);
    expect(allowed({ ...one, state: 'rebuilding', building })).to.deep.equal(['cancel', 'pause']);
    expect(allowed({ ...one, state: 'paused' })).to.deep.equal(['resume']);
  });
});

describe('a comparison', () => {
  it('says what differs, and up to where it could be made', () => {
    const change = { path: '/status', before: 'placed', after: 'confirmed' };
    expect(comparisonText({ differs: false, changes: [], parkedAtRevision: null })).to.equal(
      'Nothing to heal.',
    );
    expect(comparisonText({ differs: true, changes: [change], parkedAtRevision: 3 })).to.equal(
      '1 field differs. Its stream is parked at revision 3, and is compared up to there only: see the dead letters.',
    );
  });
});
