import { AssertionError } from 'node:assert';
import { expect } from 'chai';
import type { Document } from '../../../src/application/read-models/document.js';
import type { Projection } from '../../../src/projections/projection.js';
import { projection, RECORDED_AT } from '../../../src/testing/projection-specification.js';
import { counted } from './counter.js';

interface CounterView extends Document {
  readonly sum: number;
  readonly events: number;
  readonly since: string;
}

const counters: Projection<CounterView> = {
  name: 'counters',
  version: 1,
  filter: { streamPrefixes: ['counter-'] },
  indexes: [],
  documentId: ({ stream }) => (stream.startsWith('counter-') ? stream.slice('counter-'.length) : undefined),
  evolve: (document, event) => ({
    sum: (document?.sum ?? 0) + (event.data as { by: number }).by,
    events: event.revision + 1,
    since: document?.since ?? event.recordedAt,
  }),
};

describe('given/then for projections', () => {
  it('compares the document that the events lead to', () => {
    const counted12 = projection(counters).of('counter-a').given(counted(1), counted(2));
    counted12.thenDocument({ sum: 3, events: 2, since: RECORDED_AT });
    counted12.thenId('a');
    expect(() => counted12.thenDocument({ sum: 4, events: 2, since: RECORDED_AT })).to.throw(AssertionError);
    expect(() => counted12.thenId('b')).to.throw(AssertionError);
    expect(() => counted12.thenNothing()).to.throw(AssertionError);
  });

  it('tells the projection when an event was recorded', () => {
    const at = '2026-02-03T04:05:06.007Z';
    projection(counters)
      .of('counter-a')
      .given({ ...counted(1), at }, counted(2))
      .thenDocument({ sum: 3, events: 2, since: at });
  });

  it('finds no document for a stream that is none of the projection’s', () => {
    projection(counters).of('order-a').given(counted(1)).thenNothing();
    projection(counters).of('counter-a').thenNothing();
  });

  it('lets no event through that the filter keeps from the projection', () => {
    const deaf: typeof counters = { ...counters, filter: { streamPrefixes: ['count-'] } };
    projection(deaf).of('counter-a').given(counted(1)).thenNothing();
  });

  it('begins anew for each event that has a document of its own', () => {
    const single: typeof counters = {
      ...counters,
      perEvent: true,
      documentId: ({ stream, revision }) => `${stream}@${revision}`,
    };
    const counted12 = projection(single).of('counter-a').given(counted(1), counted(2));
    counted12.thenDocument({ sum: 2, events: 2, since: RECORDED_AT });
    counted12.thenId('counter-a@1');
  });

  it('fails a projection that writes to its document', () => {
    const impure: typeof counters = {
      ...counters,
      evolve: (document, event) =>
        Object.assign(document ?? { sum: 0, events: 0, since: '' }, { events: event.revision + 1 }),
    };
    const specification = projection(impure).of('counter-a').given(counted(1), counted(2));
    expect(() => specification.thenDocument({ sum: 0, events: 2, since: '' })).to.throw(TypeError);
  });
});
