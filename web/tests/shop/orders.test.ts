import { expect } from 'chai';
import type { Order } from '../../src/api/dtos.js';
import { awaitsMails } from '../../src/shop/orders/awaited-mails.js';
import { orderSteps } from '../../src/shop/orders/order-steps.js';
import { cancellationText, isClosed, shortageText } from '../../src/shop/orders/order-words.js';
import { reorderLines } from '../../src/shop/orders/reorder-lines.js';

const price = { amount: 100, currency: 'EUR' };
const line = (productId: string, quantity: number) => ({ productId, quantity, unitPrice: price });

describe('steps of an order', () => {
  const timeline = [
    { event: 'OrderCreated', at: '2026-01-01T10:00:00.000Z' },
    { event: 'OrderPlaced', at: '2026-01-01T10:00:01.000Z' },
  ];
  const stepsOf = (status: Order['status'], more: string[] = []) =>
    orderSteps({ status, timeline: [...timeline, ...more.map((event) => ({ event, at: 'later' }))] });

  it('end with what is waited for', () => {
    const steps = stepsOf('placed');
    expect(steps.map(({ at }) => at)).to.deep.equal([timeline[0]!.at, timeline[1]!.at, undefined]);
  });

  it('end with the outcome once there is one', () => {
    for (const [status, event] of [
      ['confirmed', 'OrderConfirmed'],
      ['rejected', 'OrderRejected'],
      ['cancelled', 'OrderCancelled'],
    ] as const) {
      expect(isClosed(status)).to.equal(true);
      expect(stepsOf(status, [event]).at(-1)).to.include({ at: 'later' });
      expect(stepsOf(status, [event]).at(-1)!.label).to.match(new RegExp(`^${status}`, 'i'));
    }
  });

  it('show an event that this page does not know yet by its name', () => {
    expect(stepsOf('confirmed', ['OrderShipped']).at(-1)!.label).to.equal('OrderShipped');
  });
});

describe('ordering again', () => {
  it('leaves out what there was none of, and takes of what was short as much as there was', () => {
    const short = (productId: string, available: number) => ({
      productId,
      code: 'insufficient-stock',
      requested: 9,
      available,
    });
    const lines = [line('tea', 2), line('pot', 9), line('cup', 9)];
    const rejection = { code: 'insufficient-stock', lines: [short('pot', 3), short('cup', 0)] };
    expect(reorderLines({ lines, rejection })).to.deep.equal([
      { productId: 'tea', name: 'tea', quantity: 2 },
      { productId: 'pot', name: 'pot', quantity: 3 },
    ]);
    expect(reorderLines({ lines }).map(({ quantity }) => quantity)).to.deep.equal([2, 9, 9]);
  });
});

describe('words about orders', () => {
  it('say why a line was short and an order cancelled', () => {
    expect(shortageText({ code: 'insufficient-stock', available: 2 })).to.equal('2 in stock');
    expect(shortageText({ code: 'insufficient-stock', available: 0 })).to.equal('none in stock');
    expect(shortageText({ code: 'product-discontinued', available: 0 })).to.equal('not sold any more');
    expect(cancellationText({ cancellationReason: 'too late' })).to.equal('Reason: too late');
    expect(cancellationText({ cancellationReason: '' })).to.equal(undefined);
    expect(cancellationText({ cancellationReason: 'stock-not-answered' })).to.match(/in time/);
  });
});

describe('mails about an order', () => {
  const mail = (kind: string, status: string) => ({ kind, status });

  it('are waited for until each that its status leads to has been sent or given up', () => {
    expect(awaitsMails('created', [])).to.equal(false);
    expect(awaitsMails('placed', [])).to.equal(true);
    const received = mail('order-received', 'sent');
    expect(awaitsMails('confirmed', [received])).to.equal(true);
    expect(awaitsMails('confirmed', [received, mail('order-confirmed', 'failed')])).to.equal(true);
    expect(awaitsMails('confirmed', [received, mail('order-confirmed', 'abandoned')])).to.equal(false);
  });
});
