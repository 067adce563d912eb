import { expect } from 'chai';
import { eventCaption } from '../../src/console/auditing/trails/event-caption.js';
import { formatOffset } from '../../src/console/auditing/trails/offset.js';
import { orderOfStream } from '../../src/console/auditing/trails/order-of-stream.js';

const ORDER = '68a0e116-4083-557c-8c8b-515981894c10';

describe('eventCaption', () => {
  it('names what happened in an aggregate by its type', () => {
    expect(eventCaption({ type: 'OrderPlaced', stream: `order-${ORDER}`, data: {} })).to.deep.equal({
      title: 'OrderPlaced',
      subtitle: 'order',
      role: 'domain',
    });
  });

  it('names the step of a process by what it took in', () => {
    const data = { inputs: [{ type: 'order.placed.v1' }, { type: 'DeadlineReached' }] };
    const stream = `process.order-email-${ORDER}-order-received`;
    expect(eventCaption({ type: 'ProcessAdvanced', stream, data })).to.deep.equal({
      title: 'on order.placed.v1, DeadlineReached',
      subtitle: 'order-email',
      role: 'process',
    });
  });

  it('names a step that took in nothing by its type', () => {
    for (const data of [null, undefined, {}, { inputs: [] }, { inputs: 3 }]) {
      const { title } = eventCaption({ type: 'ProcessAdvanced', stream: `process.checkout-${ORDER}`, data });
      expect(title).to.equal('on ProcessAdvanced');
    }
  });

  it('tells what was published to other services', () => {
    const { role } = eventCaption({
      type: 'order.placed.v1',
      stream: `integration.order-${ORDER}`,
      data: {},
    });
    expect(role).to.equal('published');
  });

  it('tells an integration event that came through a broker by where it was received', () => {
    const stream = `received.order-service.order-${ORDER}`;
    expect(eventCaption({ type: 'order.placed.v1', stream, data: {} })).to.deep.equal({
      title: 'order.placed.v1',
      subtitle: 'received',
      role: 'published',
    });
  });
});

describe('formatOffset', () => {
  for (const [ms, text] of [
    [0, '+0 ms'],
    [999, '+999 ms'],
    [1_250, '+1.25 s'],
    [59_000, '+59 s'],
    [185_400, '+3 min 5 s'],
    [7_800_000, '+2 h 10 min'],
    [100 * 3_600_000, '+4 d 4 h'],
  ] as const) {
    it(`writes ${ms} ms as ${text}`, () => expect(formatOffset(ms)).to.equal(text));
  }
});

describe('orderOfStream', () => {
  it('is the id of an order’s own stream only', () => {
    expect(orderOfStream(`order-${ORDER}`)).to.equal(ORDER);
    expect(orderOfStream(`process.order-email-${ORDER}`)).to.equal(undefined);
    expect(orderOfStream('order-')).to.equal(undefined);
  });
});
