import { expect } from 'chai';
import * as fc from 'fast-check';
import { v4 as uuid, validate } from 'uuid';
import type { IntegrationEvent } from '../../../src/application/integration-events/integration-event.js';
import { cloudEventOf } from '../../../src/infrastructure/messaging/kafka/cloud-event.js';
import { MalformedMessageError } from '../../../src/infrastructure/messaging/kafka/malformed-message-error.js';
import type { IncomingMessage } from '../../../src/infrastructure/messaging/kafka/read-cloud-event.js';
import { receivedEvent } from '../../../src/infrastructure/messaging/kafka/received-event.js';

const placed: IntegrationEvent = {
  eventId: '4f5b7a0e-9c57-4b7e-8a55-2f1f3d0c8a11',
  type: 'order.placed.v1',
  key: 'order-1',
  data: { orderId: 'order-1' },
  correlationId: 'c0ffee00-0000-4000-8000-000000000001',
  causationId: 'c0ffee00-0000-4000-8000-000000000002',
  traceparent: `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01`,
};
const wanted = new Set(['order.placed.v1']);

function incoming(
  value: string | undefined,
  headers: Readonly<Record<string, string>> = {},
): IncomingMessage {
  return {
    key: Buffer.from('order-1'),
    value: value === undefined ? undefined : Buffer.from(value),
    headers: new Map(Object.entries(headers).map(([name, text]) => [Buffer.from(name), Buffer.from(text)])),
  };
}

const structured = (more: Readonly<Record<string, unknown>>): IncomingMessage =>
  incoming(JSON.stringify({ ...JSON.parse(cloudEventOf(placed, '/services/order-service').value), ...more }));

describe('integration events as CloudEvents', () => {
  it('are of version 1.0, in structured mode, keyed by the order', () => {
    const { key, value, headers } = cloudEventOf(placed, '/services/order-service');
    expect({ key, headers }).to.deep.equal({
      key: 'order-1',
      headers: { 'content-type': 'application/cloudevents+json' },
    });
    expect(JSON.parse(value)).to.deep.equal({
      specversion: '1.0',
      id: placed.eventId,
      source: '/services/order-service',
      type: 'order.placed.v1',
      subject: 'order-1',
      datacontenttype: 'application/json',
      correlationid: placed.correlationId,
      causationid: placed.causationId,
      traceparent: placed.traceparent,
      data: { orderId: 'order-1' },
    });
  });

  it('come back as they were, whatever they hold', () => {
    const id = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/);
    const events = fc.record(
      {
        eventId: fc.uuid(),
        type: fc.constantFrom('order.placed.v1', 'stock.reserved-for-order.v1'),
        key: id,
        data: fc
          .dictionary(fc.string(), fc.jsonValue())
          .map((data) => JSON.parse(JSON.stringify(data)) as object),
        correlationId: fc.uuid(),
        causationId: fc.uuid(),
        traceparent: fc.constant(placed.traceparent!),
      },
      { requiredKeys: ['eventId', 'type', 'key', 'data', 'correlationId', 'causationId'] },
    );
    fc.assert(
      fc.property(events, fc.constantFrom('order-service', 'product-service'), (event, service) => {
        const { value, headers } = cloudEventOf(event, `/services/${service}`);
        expect(receivedEvent(incoming(value, headers), new Set([event.type]))).to.deep.equal({
          event,
          actor: `service:${service}`,
        });
      }),
    );
  });

  it('are passed over when nobody wants their type, whatever else they are', () => {
    const other = {
      type: 'invoice.sent.v1',
      subject: undefined,
      data: 'text',
      datacontenttype: 'text/plain',
    };
    expect(receivedEvent(structured(other), wanted)).to.equal(undefined);
  });

  it('of others get an id of their own when theirs is no UUID: the same each time, another for each source', () => {
    const idOf = (more: Record<string, unknown>): string =>
      receivedEvent(structured(more), wanted)!.event.eventId;
    const given = idOf({ id: '17', source: '/a' });
    expect(validate(given)).to.equal(true);
    expect(idOf({ id: '17', source: '/a' })).to.equal(given);
    expect(idOf({ id: '17', source: '/b' })).to.not.equal(given);
    expect(idOf({ id: '18', source: '/a' })).to.not.equal(given);
  });

  it('of others may lack what only ours have, or have it in their own way', () => {
    const more = { source: 'urn:them', correlationid: 7, causationid: undefined, traceparent: 'none' };
    const id = uuid();
    expect(receivedEvent(structured({ ...more, id }), wanted)).to.deep.equal({
      event: {
        eventId: id,
        type: placed.type,
        key: placed.key,
        data: placed.data,
        correlationId: id,
        causationId: id,
      },
      actor: 'urn:them',
    });
  });

  const malformed: readonly [string, IncomingMessage, RegExp][] = [
    ['without content', incoming(undefined), /empty/],
    ['that is not JSON', incoming('{'), /not JSON/],
    ['that is no object', incoming('null'), /no CloudEvent/],
    ['of another version', structured({ specversion: '2.0' }), /version 1.0/],
    ['without an id', structured({ id: '' }), /no id/],
    ['without a source', structured({ source: undefined }), /no source/],
    ['whose type is no text', structured({ type: 1 }), /no type/],
    ['about no order', structured({ subject: undefined }), /subject/],
    ['whose subject would lead to another stream', structured({ subject: '../x' }), /subject/],
    ['whose data is a text', structured({ data: 'x' }), /no JSON object/],
    ['whose data is a list', structured({ data: [] }), /no JSON object/],
    ['whose data is binary', structured({ data: undefined, data_base64: 'AA==' }), /no JSON object/],
    ['whose data is XML', structured({ datacontenttype: 'text/xml' }), /text\/xml/],
    ['larger than a store takes', structured({ data: { text: 'x'.repeat(1_000_000) } }), /1000000 bytes/],
    [
      'whose binary data is not JSON',
      incoming('{', {
        ce_specversion: '1.0',
        ce_id: 'a',
        ce_source: '/a',
        ce_type: 'order.placed.v1',
        ce_subject: 'order-1',
        'content-type': 'application/json',
      }),
      /not JSON/,
    ],
  ];
  for (const [what, message, reason] of malformed) {
    it(`refuse a message ${what}`, () => {
      expect(() => receivedEvent(message, wanted)).to.throw(MalformedMessageError, reason);
    });
  }
});
