import { expect } from 'chai';
import * as fc from 'fast-check';
import { DomainError } from '../../../src/domain/domain-error.js';
import type { OrderLine } from '../../../src/domain/order/order-line.js';
import { SimulatedShop } from './simulated-shop.js';

const productIds = ['p1', 'p2', 'p3'];
const unitPrice = { amount: 100, currency: 'EUR' };

const line: fc.Arbitrary<OrderLine> = fc.record({
  // One product is never in the catalogue.
  productId: fc.constantFrom(...productIds, ...productIds, 'unknown'),
  quantity: fc.integer({ min: 1, max: 4 }),
  unitPrice: fc.constant(unitPrice),
});

interface Step {
  readonly kind: 'act' | 'crash' | 'cancel' | 'discontinue';
  readonly pick: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.oneof(
    { weight: 12, arbitrary: fc.constant('act' as const) },
    { weight: 4, arbitrary: fc.constant('crash' as const) },
    { weight: 1, arbitrary: fc.constant('cancel' as const) },
    { weight: 1, arbitrary: fc.constant('discontinue' as const) },
  ),
  pick: fc.nat(),
});

const scenario = fc.record({
  stock: fc.array(fc.nat({ max: 12 }), { minLength: productIds.length, maxLength: productIds.length }),
  orders: fc.array(fc.array(line, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
  steps: fc.array(step, { maxLength: 200 }),
});

describe('orders and their stock, whatever comes in whatever order and crashes in between', () => {
  it('each order ends once, with all its stock or none; nothing is oversold, nothing is left reserved', () => {
    const outcomes = new Set<string>();
    fc.assert(
      fc.property(scenario, ({ stock, orders, steps }) => {
        const shop = new SimulatedShop();
        productIds.forEach((id, index) => shop.stock(id, stock[index] ?? 0));
        orders.forEach((lines, index) => shop.placeOrder(`o${index}`, lines));
        for (const next of steps) {
          play(shop, next, orders.length);
          expectNoOversell(shop, stock);
        }
        drain(shop);
        expectNoOversell(shop, stock);
        orders.forEach((lines, index) => outcomes.add(expectOneEnd(shop, `o${index}`, lines)));
        expectNothingLeft(shop);
      }),
      { numRuns: 300 },
    );
    expect([...outcomes].sort()).to.deep.equal(['OrderCancelled', 'OrderConfirmed', 'OrderRejected']);
  });
});

function play(shop: SimulatedShop, { kind, pick }: Step, orderCount: number): void {
  if (kind === 'cancel') {
    const orderId = `o${pick % orderCount}`;
    const data = { orderId, reason: 'changed my mind', cancelledBy: 'customer' as const };
    unlessRefused(() => shop.orders.handle(orderId, { type: 'CancelOrder', data }, `cancel-${orderId}`));
    return;
  }
  if (kind === 'discontinue') {
    const productId = productIds[pick % productIds.length] ?? '';
    const command = { type: 'DiscontinueProduct', data: { productId } } as const;
    shop.products.handle(productId, command, `discontinue-${productId}`);
    return;
  }
  const { actions } = shop;
  actions[pick % Math.max(actions.length, 1)]?.(kind === 'crash');
}

/** Takes the oldest action there is until there is none: the shop comes to rest by itself, in bounded time. */
function drain(shop: SimulatedShop): void {
  for (let steps = 0; shop.actions.length > 0; steps++) {
    if (steps > 1_000) throw new Error('the shop never comes to rest');
    shop.actions[0]?.(false);
  }
}

function expectNoOversell(shop: SimulatedShop, stock: readonly number[]): void {
  for (const [index, productId] of productIds.entries()) {
    const product = shop.products.state(productId);
    if (product.status === 'unregistered') throw new Error(`${productId} is registered`);
    expect(product.reserved).to.be.within(0, product.onHand);
    expect(product.onHand + product.sold).to.equal(stock[index]);
  }
}

/** Returns the type of the order's one terminal event. */
function expectOneEnd(shop: SimulatedShop, orderId: string, lines: readonly OrderLine[]): string {
  const [created, placed, end, ...more] = shop.orders.events(orderId).map(({ type }) => type);
  expect([created, placed]).to.deep.equal(['OrderCreated', 'OrderPlaced']);
  expect(end).to.be.oneOf(['OrderConfirmed', 'OrderRejected', 'OrderCancelled']);
  expect(more).to.deep.equal([]);
  for (const productId of productIds) {
    const wanted = lines.filter((line) => line.productId === productId);
    const units = wanted.reduce((sum, { quantity }) => sum + quantity, 0);
    const deducted = shop.products
      .events(productId)
      .flatMap(({ type, data }) =>
        type === 'StockDeducted' && data.orderId === orderId ? [data.quantity] : [],
      );
    expect(deducted).to.deep.equal(end === 'OrderConfirmed' && units > 0 ? [units] : []);
  }
  return String(end);
}

function expectNothingLeft(shop: SimulatedShop): void {
  for (const productId of productIds) {
    expect(shop.products.state(productId)).to.deep.include({ reserved: 0, reservations: [] });
  }
  expect(shop.stockReservations.running).to.deep.equal([]);
  expect(shop.fulfilments.running).to.deep.equal([]);
  expect(shop.alarms).to.deep.equal([]);
}

function unlessRefused(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
}
