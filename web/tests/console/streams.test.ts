import { expect } from 'chai';
import { replayableKinds } from '../../../src/application/audit-service/replay/stream-kinds.js';
import { isOfWatchers } from '../../src/console/auditing/activities/of-watchers.js';
import { containing } from '../../src/console/auditing/stream/containing.js';
import { streamKinds } from '../../src/console/auditing/streams/stream-kinds.js';

describe('kinds of streams on the page', () => {
  for (const kind of replayableKinds) {
    it(`lead to ${kind}`, () => {
      expect(streamKinds.filter(({ prefix }) => `${kind}-`.startsWith(prefix))).to.have.lengthOf(1);
    });
  }
});

describe('containing', () => {
  const event = {
    revision: 0,
    position: '1',
    eventId: 'abc',
    type: 'OrderPlaced',
    data: { lines: [{ name: 'Teapot' }] },
    metadata: { actor: 'process:fulfilment' },
    at: '2026-01-01T00:00:00.000Z',
  };

  it('looks at type, data, metadata and id, in whatever case', () => {
    for (const text of ['placed', 'TEAPOT', 'fulfilment', 'abc', undefined]) {
      expect(containing([event], text), text).to.deep.equal([event]);
    }
    expect(containing([event], 'kettle')).to.deep.equal([]);
  });
});

describe('isOfWatchers', () => {
  it('tells looks and checkpoints from what the shop did', () => {
    expect(isOfWatchers('audit-looks-2026-01-01')).to.equal(true);
    expect(isOfWatchers('audit-checkpoints')).to.equal(true);
    expect(isOfWatchers('order-1')).to.equal(false);
  });
});
