import type { OrderCommand, OrderRequest } from '../../../src/domain/order/commands.js';
import { MAX_ORDER_LINES, orderDecider } from '../../../src/domain/order/decider.js';
import type { OrderEvent } from '../../../src/domain/order/events.js';
import { decide } from '../../../src/testing/decider-specification.js';

const orderId = 'order';
const eur = (amount: number) => ({ amount, currency: 'EUR' });
const mug = { productId: 'mug', name: 'Mug', quantity: 2, unitPrice: eur(1299) };
const pen = { productId: 'pen', quantity: 1, unitPrice: eur(250) };
const input = { orderId, customerId: 'ann', lines: [mug, pen] };
const content = { ...input, total: eur(2848) };
const core = { orderId, customerId: 'ann', total: eur(2848) };
const short = [{ productId: 'pen', code: 'insufficient-stock', requested: 1, available: 0 }];

const create = (change: Partial<OrderRequest> = {}): OrderCommand => ({
  type: 'CreateOrder',
  data: { ...input, ...change },
});
const submit = (change: Partial<OrderRequest> = {}): OrderCommand => ({
  type: 'SubmitOrder',
  data: { ...input, ...change },
});
const place: OrderCommand = { type: 'PlaceOrder', data: { orderId } };
const confirm: OrderCommand = { type: 'ConfirmOrder', data: { orderId } };
const reject: OrderCommand = {
  type: 'RejectOrder',
  data: { orderId, code: 'insufficient-stock', lines: short },
};
const cancel: OrderCommand = {
  type: 'CancelOrder',
  data: { orderId, reason: 'changed my mind', cancelledBy: 'customer' },
};
const created: OrderEvent = { type: 'OrderCreated', data: content };
const placed: OrderEvent = { type: 'OrderPlaced', data: content };
const confirmed: OrderEvent = { type: 'OrderConfirmed', data: core };
const rejected: OrderEvent = {
  type: 'OrderRejected',
  data: { ...core, code: 'insufficient-stock', lines: short },
};
const cancelled: OrderEvent = {
  type: 'OrderCancelled',
  data: { ...core, reason: 'changed my mind', cancelledBy: 'customer' },
};
const anOrder = decide(orderDecider).given(created);
const aPlacedOrder = anOrder.given(placed);

describe('order', () => {
  describe('creating', () => {
    it('computes the total', () => decide(orderDecider).when(create()).thenEvents(created));

    it('keeps only what belongs to a line', () => {
      const lines = [
        { ...mug, lineTotal: eur(2598) },
        { ...pen, name: undefined },
      ];
      decide(orderDecider).when(create({ lines })).thenEvents(created);
    });

    it('changes nothing when repeated with the same content', () => {
      anOrder.when(create()).thenNothing();
      aPlacedOrder.given(confirmed).when(create()).thenNothing();
      anOrder.when(create({ shippingAddress: undefined })).thenNothing();
    });

    it('refuses another content', () => {
      anOrder.when(create({ lines: [mug] })).thenFails('order-exists');
      anOrder.when(create({ customerId: 'bob' })).thenFails('order-exists');
    });

    it('needs lines, but not too many', () => {
      decide(orderDecider)
        .when(create({ lines: [] }))
        .thenFails('order-empty');
      const lines = Array.from({ length: MAX_ORDER_LINES + 1 }, () => pen);
      decide(orderDecider).when(create({ lines })).thenFails('order-too-large');
    });

    for (const quantity of [0, -1, 1.5, 10_001]) {
      it(`refuses ${quantity} units`, () =>
        decide(orderDecider)
          .when(create({ lines: [{ ...pen, quantity }] }))
          .thenFails('invalid-quantity'));
    }

    it('keeps to one currency', () => {
      const dollars = { ...pen, unitPrice: { amount: 250, currency: 'USD' } };
      decide(orderDecider)
        .when(create({ lines: [mug, dollars] }))
        .thenFails('currency-mismatch');
    });
  });

  describe('submitting', () => {
    it('creates and places at once', () =>
      decide(orderDecider).when(submit()).thenEvents(created, placed).when(submit()).thenNothing());

    it('places what was only created, if it is the same', () => {
      anOrder.when(submit()).thenEvents(placed);
      anOrder.when(submit({ lines: [mug] })).thenFails('order-exists');
      decide(orderDecider)
        .when(submit({ lines: [] }))
        .thenFails('order-empty');
    });

    it('lets a late repeat pass, but places nothing that was cancelled before', () => {
      aPlacedOrder.given(confirmed).when(submit()).thenNothing();
      aPlacedOrder.given(cancelled).when(submit()).thenNothing();
      anOrder.given(cancelled).when(submit()).thenFails('order-already-closed', { status: 'cancelled' });
    });
  });

  it('must be created before anything else', () => {
    for (const command of [place, confirm, reject, cancel]) {
      decide(orderDecider).when(command).thenFails('order-not-found', { id: orderId });
    }
  });

  it('is placed once', () => anOrder.when(place).thenEvents(placed).when(place).thenNothing());

  it('must be placed to be answered', () => {
    anOrder.when(confirm).thenFails('order-not-placed');
    anOrder.when(reject).thenFails('order-not-placed');
  });

  it('may be cancelled before it is placed, and not placed afterwards', () => {
    anOrder.when(cancel).thenEvents(cancelled).when(place).thenFails('order-already-closed', {
      status: 'cancelled',
    });
  });

  const endings = [
    { command: confirm, event: confirmed, repeated: 'nothing' },
    { command: reject, event: rejected, repeated: 'nothing' },
    { command: cancel, event: cancelled, repeated: 'order-already-closed' },
  ] as const;
  for (const { command, event, repeated } of endings) {
    describe(event.type, () => {
      const closed = aPlacedOrder.when(command).thenEvents(event);

      it('is final', () => {
        for (const other of [confirm, reject, cancel].filter((other) => other !== command)) {
          closed.when(other).thenFails('order-already-closed');
        }
      });

      it(`repeated: ${repeated}`, () => {
        if (repeated === 'nothing') closed.when(command).thenNothing();
        else closed.when(command).thenFails(repeated);
      });

      it('lets a late repeat of placing pass', () => closed.when(place).thenNothing());
    });
  }
});
