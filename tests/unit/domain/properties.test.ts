import { expect } from 'chai';
import * as fc from 'fast-check';
import { cartDecider } from '../../../src/domain/cart/decider.js';
import { customerDecider } from '../../../src/domain/customer/decider.js';
import type { Decider } from '../../../src/domain/decider.js';
import { emailClaimDecider } from '../../../src/domain/email-claim/decider.js';
import { emailDecider } from '../../../src/domain/email/decider.js';
import { fold } from '../../../src/domain/fold.js';
import type { Message } from '../../../src/domain/message.js';
import { orderDecider } from '../../../src/domain/order/decider.js';
import { productDecider } from '../../../src/domain/product/decider.js';
import { decide } from '../../../src/testing/decider-specification.js';
import {
  cartCommands,
  customerCommands,
  emailClaimCommands,
  emailCommands,
  historyOf,
  orderCommands,
  productCommands,
} from './histories.js';

describe('every aggregate', () => {
  holdsFor('product', productDecider, productCommands);
  holdsFor('customer', customerDecider, customerCommands);
  holdsFor('e-mail claim', emailClaimDecider, emailClaimCommands);
  holdsFor('cart', cartDecider, cartCommands);
  holdsFor('order', orderDecider, orderCommands);
  holdsFor('email', emailDecider, emailCommands);

  function holdsFor<State, Command extends Message, Event extends Message>(
    name: string,
    decider: Decider<State, Command, Event>,
    commands: fc.Arbitrary<Command[]>,
  ): void {
    const { initialState, evolve } = decider;

    it(`${name}: fold(a + b) is fold b from fold a, also through a snapshot in JSON`, () => {
      fc.assert(
        fc.property(commands, fc.nat(), (given, cut) => {
          const history = historyOf(decider, given);
          const at = cut % (history.length + 1);
          const whole = fold(evolve, initialState, history);
          const before = fold(evolve, initialState, history.slice(0, at));
          const snapshot = JSON.parse(JSON.stringify(before)) as State;
          const rest = JSON.parse(JSON.stringify(history.slice(at))) as Event[];
          expect(fold(evolve, before, history.slice(at))).to.deep.equal(whole);
          expect(fold(evolve, snapshot, rest)).to.deep.equal(JSON.parse(JSON.stringify(whole)));
        }),
      );
    });

    it(`${name}: nothing given to it is written to`, () => {
      fc.assert(
        fc.property(commands, (given) => {
          const history = historyOf(decider, given);
          const specification = decide(decider).given(...history);
          specification.thenState(fold(evolve, initialState, history));
        }),
        { numRuns: 25 },
      );
    });
  }
});

describe('product stock', () => {
  it('never oversells, whatever orders want in whatever order', () => {
    fc.assert(
      fc.property(productCommands, (commands) => {
        const received = { units: 0 };
        let state = productDecider.initialState;
        for (const event of historyOf(productDecider, commands)) {
          if (event.type === 'StockReplenished') received.units += event.data.quantity;
          state = productDecider.evolve(state, event);
          if (state.status === 'unregistered') throw new Error('an event without a product');
          const { onHand, reserved, sold, reservations } = state;
          expect(reserved).to.equal(reservations.reduce((sum, { quantity }) => sum + quantity, 0));
          expect(reserved).to.be.within(0, onHand);
          expect(reserved + sold).to.be.at.most(received.units);
          expect(onHand + sold).to.equal(received.units);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is reserved whenever enough of it is left', () => {
    const units = fc.integer({ min: 1, max: 5 });
    fc.assert(
      fc.property(fc.nat({ max: 40 }), fc.array(units), fc.func(fc.nat({ max: 2 })), (stock, wants, fate) => {
        const productId = 'p';
        const begin = historyOf(productDecider, [
          {
            type: 'RegisterProduct',
            data: {
              productId,
              name: 'Mug',
              description: '',
              price: { amount: 1, currency: 'EUR' },
              initialStock: stock,
            },
          },
        ]);
        let left = stock;
        let product = decide(productDecider).given(...begin);
        for (const [index, quantity] of wants.entries()) {
          const data = { productId, orderId: `order-${index}`, quantity };
          const asked = product.when({ type: 'ReserveStock', data });
          if (quantity > left) {
            asked.thenFails('insufficient-stock', { productId, requested: quantity, available: left });
            continue;
          }
          product = asked.thenEvents({ type: 'StockReserved', data });
          left -= quantity;
          if (fate(index) === 0) product = product.given({ type: 'StockDeducted', data });
          if (fate(index) === 1) {
            product = product.given({ type: 'StockReservationReleased', data });
            left += quantity;
          }
        }
      }),
    );
  });

  it('is reserved and settled at most once by each order, with equal quantities', () => {
    fc.assert(
      fc.property(productCommands, (commands) => {
        const open = new Map<string, number>();
        const over = new Set<string>();
        for (const { type, data } of historyOf(productDecider, commands)) {
          if (type === 'StockReserved') {
            expect(open.has(data.orderId) || over.has(data.orderId)).to.equal(false);
            open.set(data.orderId, data.quantity);
          }
          if (type === 'StockReservationReleased' || type === 'StockDeducted') {
            expect(open.get(data.orderId)).to.equal(data.quantity);
            open.delete(data.orderId);
            over.add(data.orderId);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('order', () => {
  it('has exactly one end, and nothing after it', () => {
    fc.assert(
      fc.property(orderCommands, (commands) => {
        const types = historyOf(orderDecider, commands).map(({ type }) => type);
        const end = types.findIndex((type) => /^Order(Confirmed|Rejected|Cancelled)$/.test(type));
        if (types[end] !== 'OrderCancelled') {
          expect(types.slice(0, 2)).to.deep.equal(['OrderCreated', 'OrderPlaced'].slice(0, types.length));
        }
        expect(types.filter((type) => type === 'OrderCreated').length).to.be.at.most(1);
        expect(types.filter((type) => type === 'OrderPlaced').length).to.be.at.most(1);
        if (end >= 0) expect(types).to.have.length(end + 1);
      }),
      { numRuns: 500 },
    );
  });

  it('costs the sum of its lines', () => {
    fc.assert(
      fc.property(orderCommands, (commands) => {
        const [created] = historyOf(orderDecider, commands);
        fc.pre(created?.type === 'OrderCreated');
        const { lines, total } = created.data;
        const sum = lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice.amount, 0);
        expect(total).to.deep.equal({ amount: sum, currency: 'EUR' });
      }),
    );
  });
});

describe('cart', () => {
  it('checks out what is in it, in one currency, once', () => {
    fc.assert(
      fc.property(cartCommands, (commands) => {
        const history = historyOf(cartDecider, commands);
        const checkouts = history.filter((event) => event.type === 'CartCheckedOut');
        expect(checkouts.length).to.be.at.most(1);
        for (const { data } of checkouts) {
          const before = fold(cartDecider.evolve, cartDecider.initialState, history.slice(0, -1));
          expect(before).to.deep.include({ status: 'open', lines: data.lines });
          const sum = data.lines.reduce((sum, line) => sum + line.quantity * line.unitPrice.amount, 0);
          expect(data.total.amount).to.equal(sum);
          expect(new Set(data.lines.map(({ unitPrice }) => unitPrice.currency))).to.have.property('size', 1);
          expect(new Set(data.lines.map(({ productId }) => productId)).size).to.equal(data.lines.length);
        }
      }),
      { numRuns: 500 },
    );
  });
});
