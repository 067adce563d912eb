import { orders } from '../../../src/projections/orders.js';
import { projection } from '../../../src/testing/projection-specification.js';

describe('orders', () => {
  const order = projection(orders).of('order-o1');
  const total = { amount: 1_000, currency: 'EUR' };
  const lines = [{ productId: 'p1', name: 'Mug', quantity: 2, unitPrice: { amount: 500, currency: 'EUR' } }];
  const content = { orderId: 'o1', customerId: 'u1', lines, total };
  const created = { type: 'OrderCreated', data: content, at: '2026-01-01T10:00:00.000Z' };
  const placed = { type: 'OrderPlaced', data: content, at: '2026-01-01T10:00:01.000Z' };
  const ended = { orderId: 'o1', customerId: 'u1', total };
  const at = '2026-01-01T10:00:02.000Z';
  const begun = [
    { at: created.at, event: 'OrderCreated' },
    { at: placed.at, event: 'OrderPlaced' },
  ];

  it('shows what was ordered and when', () =>
    order.given(created).thenDocument({ ...content, status: 'created', timeline: begun.slice(0, 1) }));

  it('keeps the shipping address when there is one', () => {
    const shippingAddress = { street: 'Main St 1', postalCode: '10115', city: 'Berlin', country: 'DE' };
    order
      .given({ ...created, data: { ...content, shippingAddress } })
      .thenDocument({ ...content, shippingAddress, status: 'created', timeline: begun.slice(0, 1) });
  });

  it('is placed, then confirmed', () => {
    order.given(created, placed).thenDocument({ ...content, status: 'placed', timeline: begun });
    order.given(created, placed, { type: 'OrderConfirmed', data: ended, at }).thenDocument({
      ...content,
      status: 'confirmed',
      timeline: [...begun, { at, event: 'OrderConfirmed' }],
    });
  });

  it('tells why it was rejected', () => {
    const short = [{ productId: 'p1', code: 'insufficient-stock', requested: 2, available: 1 }];
    const data = { ...ended, code: 'insufficient-stock', lines: short };
    order.given(created, placed, { type: 'OrderRejected', data, at }).thenDocument({
      ...content,
      status: 'rejected',
      timeline: [...begun, { at, event: 'OrderRejected' }],
      rejection: { code: 'insufficient-stock', lines: short },
    });
  });

  it('tells why it was cancelled', () => {
    const data = { ...ended, reason: 'no answer in time', cancelledBy: 'deadline' };
    order.given(created, placed, { type: 'OrderCancelled', data, at }).thenDocument({
      ...content,
      status: 'cancelled',
      timeline: [...begun, { at, event: 'OrderCancelled' }],
      cancellationReason: 'no answer in time',
    });
  });
});
