import type {
  StockReservationCommand,
  StockReservationFact,
  StockReservationInput,
} from '../../../src/application/product-service/stock-reservation-messages.js';
import { stockReservationProcess } from '../../../src/application/product-service/stock-reservation-process.js';
import { processManager } from '../../../src/testing/process-manager-specification.js';
import { accepted, passed, rejected } from './outcomes.js';

const orderId = 'order';
const total = { amount: 1000, currency: 'EUR' };
const unitPrice = { amount: 100, currency: 'EUR' };
const core = { orderId, customerId: 'ann', total };
const placed: StockReservationInput = {
  type: 'order.placed.v1',
  data: {
    ...core,
    lines: [
      { productId: 'mug', quantity: 2, unitPrice },
      { productId: 'pen', quantity: 5, unitPrice },
    ],
  },
};
const confirmed: StockReservationInput = { type: 'order.confirmed.v1', data: core };
const rejectedOrder: StockReservationInput = {
  type: 'order.rejected.v1',
  data: { ...core, code: 'insufficient-stock', lines: [] },
};
const cancelled: StockReservationInput = { type: 'order.cancelled.v1', data: { ...core, reason: 'none' } };

const reserve = (productId: string, quantity: number): StockReservationCommand => ({
  type: 'ReserveStock',
  data: { productId, orderId, quantity },
});
const release = (productId: string): StockReservationCommand => ({
  type: 'ReleaseStockReservation',
  data: { productId, orderId },
});
const deduct = (productId: string): StockReservationCommand => ({
  type: 'DeductStock',
  data: { productId, orderId },
});
const reserveMug = reserve('mug', 2);
const reservePen = reserve('pen', 5);
const publishReserved: StockReservationCommand = { type: 'PublishStockReserved', data: { orderId } };
const penShort = { productId: 'pen', code: 'insufficient-stock', requested: 5, available: 3 };
const publishUnavailable: StockReservationCommand = {
  type: 'PublishStockUnavailable',
  data: { orderId, lines: [penShort] },
};

const requested: StockReservationFact = {
  type: 'StockRequested',
  data: {
    orderId,
    lines: [
      { productId: 'mug', quantity: 2 },
      { productId: 'pen', quantity: 5 },
    ],
  },
};
const reserved = (productId: string): StockReservationFact => ({ type: 'LineReserved', data: { productId } });
const penRefused: StockReservationFact = {
  type: 'LineRefused',
  data: { productId: 'pen', code: 'insufficient-stock', available: 3 },
};
const answered = (reserved: boolean): StockReservationFact => ({ type: 'StockAnswered', data: { reserved } });
const closed = (closing: 'deduct' | 'release'): StockReservationFact => ({
  type: 'OrderClosed',
  data: { orderId, closing },
});
const settling = (...productIds: string[]): StockReservationFact => ({
  type: 'SettlementStarted',
  data: { productIds },
});
const settled = (productId: string): StockReservationFact => ({ type: 'LineSettled', data: { productId } });

const process = processManager(stockReservationProcess);
const asked = process.given(requested);
const holding = asked.given(reserved('mug'), reserved('pen'), answered(true));
const refused = asked.given(reserved('mug'), penRefused, answered(false), settling('mug'));

describe('stock reservation process', () => {
  it('is one for each order, and of no other event', () => {
    for (const event of [placed, confirmed, rejectedOrder, cancelled]) process.thenProcessOf(event, orderId);
    const other = { type: 'stock.reserved-for-order.v1', data: { orderId } };
    process.thenProcessOf(other as unknown as StockReservationInput, undefined);
  });

  it('asks for every product at once, with the lines of one product merged', () => {
    process.when(placed).thenReacts({ facts: [requested], commands: [reserveMug, reservePen] });
    process
      .when({
        type: 'order.placed.v1',
        data: {
          ...core,
          lines: [
            { productId: 'mug', quantity: 2, unitPrice },
            { productId: 'mug', quantity: 3, unitPrice },
          ],
        },
      })
      .thenReacts({
        facts: [{ type: 'StockRequested', data: { orderId, lines: [{ productId: 'mug', quantity: 5 }] } }],
        commands: [reserve('mug', 5)],
      });
  });

  it('answers once every product has', () => {
    asked
      .when(accepted(reservePen))
      .thenReacts({ facts: [reserved('pen')] })
      .when(accepted(reserveMug))
      .thenReacts({ facts: [reserved('mug'), answered(true)], commands: [publishReserved] })
      .when(accepted(publishReserved))
      .thenNothing();
  });

  it('releases what it got when one line is short, whichever answers last', () => {
    const last = { commands: [publishUnavailable, release('mug')] };
    asked
      .when(rejected(reservePen, 'insufficient-stock', { available: 3 }))
      .thenReacts({ facts: [penRefused] })
      .when(accepted(reserveMug))
      .thenReacts({ facts: [reserved('mug'), answered(false), settling('mug')], ...last });
    asked
      .given(reserved('mug'))
      .when(rejected(reservePen, 'insufficient-stock', { available: 3 }))
      .thenReacts({ facts: [penRefused, answered(false), settling('mug')], ...last });
  });

  it('names every short line, also of a product that is not there', () => {
    asked
      .given(penRefused)
      .when(rejected(reserveMug, 'product-not-found'))
      .thenReacts({
        facts: [
          { type: 'LineRefused', data: { productId: 'mug', code: 'product-not-found', available: 0 } },
          answered(false),
        ],
        commands: [
          {
            type: 'PublishStockUnavailable',
            data: {
              orderId,
              lines: [{ productId: 'mug', code: 'product-not-found', requested: 2, available: 0 }, penShort],
            },
          },
        ],
      });
  });

  it('deducts when the order is confirmed, and is over then', () => {
    holding
      .when(confirmed)
      .thenReacts({
        facts: [closed('deduct'), settling('mug', 'pen')],
        commands: [deduct('mug'), deduct('pen')],
      })
      .when(accepted(deduct('mug')))
      .thenReacts({ facts: [settled('mug')] })
      .when(accepted(deduct('pen')))
      .thenReacts({ facts: [settled('pen')], ended: true });
  });

  for (const event of [rejectedOrder, cancelled]) {
    it(`releases on ${event.type}, and is over then`, () => {
      holding
        .when(event)
        .thenReacts({
          facts: [closed('release'), settling('mug', 'pen')],
          commands: [release('mug'), release('pen')],
        })
        .when(accepted(release('pen')))
        .thenReacts({ facts: [settled('pen')] })
        .when(accepted(release('mug')))
        .thenReacts({ facts: [settled('mug')], ended: true });
    });
  }

  it('is over once a refused order is closed and what it had is free, in either order', () => {
    refused
      .when(accepted(release('mug')))
      .thenReacts({ facts: [settled('mug')] })
      .when(rejectedOrder)
      .thenReacts({ facts: [closed('release')], ended: true });
    refused
      .when(rejectedOrder)
      .thenReacts({ facts: [closed('release')] })
      .when(accepted(release('mug')))
      .thenReacts({ facts: [settled('mug')], ended: true });
  });

  it('releases afterwards when the order is cancelled before the products have answered', () => {
    asked
      .when(cancelled)
      .thenReacts({ facts: [closed('release')] })
      .when(accepted(reserveMug))
      .thenReacts({ facts: [reserved('mug')] })
      .when(accepted(reservePen))
      .thenReacts({
        facts: [reserved('pen'), settling('mug', 'pen')],
        commands: [release('mug'), release('pen')],
      });
  });

  it('answers nobody when the order is cancelled before a line is refused', () => {
    asked
      .given(closed('release'), reserved('mug'))
      .when(rejected(reservePen, 'insufficient-stock', { available: 3 }))
      .thenReacts({ facts: [penRefused, settling('mug')], commands: [release('mug')] });
  });

  it('reserves nothing for an order that is cancelled already', () => {
    process
      .when(cancelled)
      .thenReacts({ facts: [closed('release')], ended: true })
      .when(placed)
      .thenNothing();
  });

  it('is loud about a product that refuses to let go, and still comes to its end', () => {
    const closing = holding.given(closed('deduct'), settling('mug', 'pen'), settled('mug'));
    closing.when(rejected(deduct('pen'), 'reservation-not-found')).thenReacts({
      facts: [
        {
          type: 'SettlementFailed',
          data: {
            productId: 'pen',
            command: 'DeductStock',
            code: 'reservation-not-found',
            message: 'refused: reservation-not-found',
          },
        },
      ],
      ended: true,
    });
  });

  it('says nothing to what it has dealt with', () => {
    asked.when(placed).thenNothing();
    holding.when(placed).thenNothing();
    holding.when(accepted(reserveMug)).thenNothing();
    holding.when(passed('any')).thenNothing();
    holding.given(closed('release'), settling('mug', 'pen')).when(cancelled).thenNothing();
  });
});
