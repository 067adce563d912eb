import { expect } from 'chai';
import type { ProductCommand } from '../../../src/domain/product/commands.js';
import { productDecider } from '../../../src/domain/product/decider.js';
import type { ProductEvent } from '../../../src/domain/product/events.js';
import { SETTLED_RESERVATIONS_REMEMBERED } from '../../../src/domain/product/state.js';
import { decide } from '../../../src/testing/decider-specification.js';

const productId = 'mug';
const price = { amount: 1299, currency: 'EUR' };
const details = { productId, name: 'Mug', description: 'Holds coffee', price };
const registered: ProductEvent = { type: 'ProductRegistered', data: details };
const discontinued: ProductEvent = { type: 'ProductDiscontinued', data: { productId } };
const replenished = (quantity: number): ProductEvent => ({
  type: 'StockReplenished',
  data: { productId, quantity },
});
const reserved = (orderId: string, quantity: number): ProductEvent => ({
  type: 'StockReserved',
  data: { productId, orderId, quantity },
});
const released = (orderId: string, quantity: number): ProductEvent => ({
  type: 'StockReservationReleased',
  data: { productId, orderId, quantity },
});
const deducted = (orderId: string, quantity: number): ProductEvent => ({
  type: 'StockDeducted',
  data: { productId, orderId, quantity },
});
const reserve = (orderId: string, quantity: number): ProductCommand => ({
  type: 'ReserveStock',
  data: { productId, orderId, quantity },
});
const release = (orderId: string): ProductCommand => ({
  type: 'ReleaseStockReservation',
  data: { productId, orderId },
});
const deduct = (orderId: string): ProductCommand => ({ type: 'DeductStock', data: { productId, orderId } });
const register = (initialStock: number): ProductCommand => ({
  type: 'RegisterProduct',
  data: { ...details, initialStock },
});
const stocked = decide(productDecider).given(registered, replenished(5));

describe('product', () => {
  describe('registering', () => {
    it('takes the initial stock in', () => {
      decide(productDecider).when(register(5)).thenEvents(registered, replenished(5));
      decide(productDecider).when(register(0)).thenEvents(registered);
    });

    it('happens once', () => stocked.when(register(5)).thenFails('product-exists'));

    for (const initialStock of [-1, 1.5, Number.NaN, 2 ** 53]) {
      it(`refuses an initial stock of ${initialStock}`, () =>
        decide(productDecider).when(register(initialStock)).thenFails('invalid-quantity'));
    }

    it('refuses what is no price', () => {
      const data = { ...details, initialStock: 1, price: { amount: -1, currency: 'EUR' } };
      decide(productDecider).when({ type: 'RegisterProduct', data }).thenFails('invalid-money');
    });
  });

  it('must be registered before anything else', () => {
    for (const command of [reserve('a', 1), release('a'), deduct('a')]) {
      decide(productDecider).when(command).thenFails('product-not-found', { id: productId });
    }
  });

  describe('changing details and price', () => {
    it('keeps what is not given', () => {
      stocked.when({ type: 'ChangeProductDetails', data: { productId, name: 'Cup' } }).thenEvents({
        type: 'ProductDetailsChanged',
        data: { productId, name: 'Cup', description: 'Holds coffee' },
      });
    });

    it('says nothing when nothing changes', () => {
      stocked.when({ type: 'ChangeProductDetails', data: { productId, name: 'Mug' } }).thenNothing();
      stocked.when({ type: 'ChangeProductPrice', data: { productId, price: { ...price } } }).thenNothing();
    });

    it('sets the price', () => {
      const data = { productId, price: { amount: 999, currency: 'EUR' } };
      stocked.when({ type: 'ChangeProductPrice', data }).thenEvents({ type: 'ProductPriceChanged', data });
    });
  });

  describe('reserving', () => {
    it('sets units aside up to what is available', () => {
      stocked
        .when(reserve('a', 3))
        .thenEvents(reserved('a', 3))
        .when(reserve('b', 2))
        .thenEvents(reserved('b', 2));
    });

    it('says how many are available when they are too few', () => {
      stocked
        .given(reserved('a', 3))
        .when(reserve('b', 3))
        .thenFails('insufficient-stock', { productId, requested: 3, available: 2 });
    });

    it('changes nothing when repeated', () => {
      stocked.given(reserved('a', 5)).when(reserve('a', 5)).thenNothing();
    });

    it('refuses another quantity for the same order', () => {
      stocked.given(reserved('a', 2)).when(reserve('a', 3)).thenFails('reservation-exists');
    });

    it('refuses a second reservation for an order whose first is over', () => {
      const once = stocked.given(reserved('a', 2));
      once.given(released('a', 2)).when(reserve('a', 2)).thenFails('reservation-settled');
      once.given(deducted('a', 2)).when(reserve('a', 2)).thenFails('reservation-settled');
    });

    for (const quantity of [0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      it(`refuses ${quantity} units`, () =>
        stocked.when(reserve('a', quantity)).thenFails('invalid-quantity'));
    }
  });

  describe('releasing', () => {
    const reservedTwo = stocked.given(reserved('a', 2));

    it('frees exactly what was reserved, once', () => {
      reservedTwo.when(release('a')).thenEvents(released('a', 2)).when(release('a')).thenNothing();
      reservedTwo.given(released('a', 2)).when(reserve('b', 5)).thenEvents(reserved('b', 5));
    });

    it('changes nothing for an order without a reservation', () => stocked.when(release('a')).thenNothing());

    it('is too late once the units are sold', () =>
      reservedTwo.given(deducted('a', 2)).when(release('a')).thenFails('reservation-deducted'));
  });

  describe('deducting', () => {
    const reservedTwo = stocked.given(reserved('a', 2));

    it('sells exactly what was reserved, once', () => {
      reservedTwo.when(deduct('a')).thenEvents(deducted('a', 2)).when(deduct('a')).thenNothing();
      reservedTwo
        .given(deducted('a', 2))
        .when(reserve('b', 4))
        .thenFails('insufficient-stock', { productId, requested: 4, available: 3 });
    });

    it('needs a reservation', () => {
      stocked.when(deduct('a')).thenFails('reservation-not-found');
      reservedTwo.given(released('a', 2)).when(deduct('a')).thenFails('reservation-not-found');
    });
  });

  describe('replenishing', () => {
    it('adds to what is on hand', () => {
      stocked
        .when({ type: 'ReplenishStock', data: { productId, quantity: 3 } })
        .thenEvents(replenished(3))
        .when(reserve('a', 8))
        .thenEvents(reserved('a', 8));
    });

    it('stays countable', () => {
      const quantity = Number.MAX_SAFE_INTEGER;
      stocked.when({ type: 'ReplenishStock', data: { productId, quantity } }).thenFails('invalid-quantity');
    });
  });

  describe('discontinued', () => {
    const gone = stocked.given(reserved('a', 2), discontinued);

    it('is said once', () => {
      stocked.when({ type: 'DiscontinueProduct', data: { productId } }).thenEvents(discontinued);
      gone.when({ type: 'DiscontinueProduct', data: { productId } }).thenNothing();
    });

    it('refuses new business', () => {
      gone.when(reserve('b', 1)).thenFails('product-discontinued', { productId, requested: 1, available: 0 });
      for (const command of [
        { type: 'ReplenishStock', data: { productId, quantity: 1 } },
        { type: 'ChangeProductDetails', data: { productId, name: 'Cup' } },
        { type: 'ChangeProductPrice', data: { productId, price } },
      ] as const) {
        gone.when(command).thenFails('product-discontinued');
      }
    });

    it('brings open reservations to their end', () => {
      gone.when(reserve('a', 2)).thenNothing();
      gone.when(deduct('a')).thenEvents(deducted('a', 2));
      gone.when(release('a')).thenEvents(released('a', 2));
    });
  });

  it('remembers a bounded number of settled reservations', () => {
    const many = Array.from({ length: SETTLED_RESERVATIONS_REMEMBERED + 1 }, (_, i) => `order-${i}`);
    const { state } = stocked.given(...many.flatMap((id) => [reserved(id, 1), released(id, 1)]));
    if (state.status === 'unregistered') throw new Error('it is registered');
    expect(state.settled).to.have.length(SETTLED_RESERVATIONS_REMEMBERED);
    expect(state.settled.at(-1)).to.deep.equal({ orderId: many.at(-1), outcome: 'released' });
    expect(state).to.include({ onHand: 5, reserved: 0, sold: 0 });
  });
});
