import { expect } from 'chai';
import type { RecordedEvent } from '../../../src/application/recorded-event.js';
import { carts } from '../../../src/projections/carts.js';
import { customers } from '../../../src/projections/customers.js';
import { emails } from '../../../src/projections/emails.js';
import { orders } from '../../../src/projections/orders.js';
import { products } from '../../../src/projections/products.js';
import type { Projection } from '../../../src/projections/projection.js';
import { metadataOf } from '../../support/metadata-of.js';

const projections: readonly Projection[] = [carts, customers, emails, orders, products];

function eventOf(stream: string): RecordedEvent {
  return {
    eventId: 'e',
    stream,
    revision: 3,
    position: 7n,
    type: 'SomethingElse',
    data: {},
    metadata: metadataOf('c'),
    recordedAt: '2026-01-01T00:00:00.000Z',
  };
}

describe('Every projection', () => {
  it('has a name of its own', () => {
    expect(new Set(projections.map(({ name }) => name)).size).to.equal(projections.length);
  });

  for (const projection of projections) {
    describe(projection.name, () => {
      const [prefix] = projection.filter.streamPrefixes;

      it('knows its documents by the stream', () => {
        expect(projection.documentId(eventOf(`${prefix}42`))).to.equal('42');
        expect(projection.documentId(eventOf('elsewhere-42'))).to.equal(undefined);
      });

      it('refuses a stream that does not begin as it should', () => {
        expect(() => projection.evolve(undefined, eventOf(`${prefix}42`))).to.throw(
          `SomethingElse can't be the first event of ${prefix}42`,
        );
      });
    });
  }
});
