import { expect } from 'chai';
import { orderPublications } from '../../../src/application/order-service/order-publications.js';
import type { OrderEvent } from '../../../src/domain/order/events.js';

const core = { orderId: 'order', customerId: 'ann', total: { amount: 1000, currency: 'EUR' } };
const lines = [{ productId: 'mug', name: 'Mug', quantity: 2, unitPrice: { amount: 500, currency: 'EUR' } }];
const shippingAddress = { street: 'Main Street 1', postalCode: '12345', city: 'Springfield', country: 'US' };
const short = [{ productId: 'mug', code: 'insufficient-stock', requested: 2, available: 1 }];

const translations: readonly [OrderEvent, string, object][] = [
  [{ type: 'OrderPlaced', data: { ...core, lines } }, 'order.placed.v1', { ...core, lines }],
  [
    { type: 'OrderPlaced', data: { ...core, lines, shippingAddress } },
    'order.placed.v1',
    { ...core, lines, shippingAddress },
  ],
  [{ type: 'OrderConfirmed', data: core }, 'order.confirmed.v1', core],
  [
    { type: 'OrderRejected', data: { ...core, code: 'insufficient-stock', lines: short } },
    'order.rejected.v1',
    { ...core, code: 'insufficient-stock', lines: short },
  ],
  [
    { type: 'OrderCancelled', data: { ...core, reason: 'late', cancelledBy: 'deadline' } },
    'order.cancelled.v1',
    { ...core, reason: 'late' },
  ],
];

describe('order publications', () => {
  for (const [event, type, data] of translations) {
    it(`${event.type} is published as ${type}, in the order of its order id`, () => {
      expect(orderPublications(event)).to.deep.equal([{ key: 'order', event: { type, data } }]);
    });
  }

  it('keeps a created order to its service', () => {
    expect(orderPublications({ type: 'OrderCreated', data: { ...core, lines } })).to.deep.equal([]);
  });
});
