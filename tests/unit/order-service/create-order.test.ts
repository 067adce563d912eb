import { expect } from 'chai';
import { CommandHandler } from '../../../src/application/command-handler.js';
import type { Command } from '../../../src/application/command.js';
import { CreateOrderUseCase } from '../../../src/application/order-service/create-order.js';
import { TransientError } from '../../../src/application/transient-error.js';
import type { Money } from '../../../src/domain/money.js';
import type { CreateOrder } from '../../../src/domain/order/commands.js';
import { orderDecider } from '../../../src/domain/order/decider.js';
import { orderEventVersions } from '../../../src/domain/order/events.js';
import { InMemoryEventStore } from '../../../src/testing/in-memory-event-store.js';
import { ManualClock } from '../../../src/testing/manual-clock.js';
import { SeededRandomness } from '../../../src/testing/seeded-randomness.js';

const EUR = (amount: number): Money => ({ amount, currency: 'EUR' });

describe('creating an order', () => {
  let prices: Map<string, Money>;
  let latest: Map<string, Money>;
  let asked: string[];
  let isAway: boolean;
  let create: CreateOrderUseCase;

  beforeEach(() => {
    [prices, latest, asked, isAway] = [new Map(), new Map(), [], false];
    const [clock, randomness] = [new ManualClock(), new SeededRandomness(1)];
    const orders = new CommandHandler({
      eventStore: new InMemoryEventStore(() => clock.now()),
      decider: orderDecider,
      eventVersions: orderEventVersions,
      openedBy: ['CreateOrder'],
      clock,
      randomness,
    });
    create = new CreateOrderUseCase(orders, {
      async of(productId) {
        if (isAway) throw new TransientError('away');
        asked.push(productId);
        return prices.get(productId);
      },
      latestOf: async (productId) => latest.get(productId) ?? prices.get(productId),
    });
  });

  const command = (lines: readonly (readonly [string, Money])[]): Command<CreateOrder> => ({
    commandId: '00000000-0000-4000-8000-000000000001',
    correlationId: 'c',
    causationId: 'c',
    actor: 'ann',
    body: {
      type: 'CreateOrder',
      data: {
        orderId: 'o',
        customerId: 'ann',
        lines: lines.map(([productId, unitPrice]) => ({ productId, unitPrice, quantity: 1 })),
      },
    },
  });
  const answerTo = async (lines: readonly (readonly [string, Money])[]): Promise<unknown> =>
    create.execute(command(lines)).then(
      ({ revision }) => revision,
      (error: unknown) => error,
    );

  it('takes the prices of now, each product asked for once', async () => {
    for (let i = 0; i < 20; i += 1) prices.set(`p${i}`, EUR(i));
    const lines = [...prices].map(([productId, price]) => [productId, price] as const);
    expect(await answerTo([...lines, ...lines])).to.equal(0);
    expect(asked).to.have.members([...prices.keys()]);
  });

  it('refuses other prices, and tells those of now', async () => {
    prices.set('lamp', EUR(100)).set('chair', EUR(50));
    const error = await answerTo([
      ['lamp', EUR(100)],
      ['chair', EUR(50)],
      ['lamp', EUR(1)],
    ]);
    expect(error).to.deep.include({
      code: 'price-changed',
      details: { lines: [{ productId: 'lamp', price: EUR(100) }] },
    });
    expect(await answerTo([['chair', { amount: 50, currency: 'USD' }]])).to.include({
      code: 'price-changed',
    });
  });

  it('takes a price that the catalogue only does not show yet', async () => {
    prices.set('lamp', EUR(100));
    latest.set('lamp', EUR(120));
    expect(await answerTo([['lamp', EUR(120)]])).to.equal(0);
  });

  it('lets a product through that nobody knows', async () => {
    expect(await answerTo([['unheard of', EUR(1)]])).to.equal(0);
  });

  it('answers a repeat as the first time, though the price has changed since', async () => {
    prices.set('lamp', EUR(100));
    expect(await answerTo([['lamp', EUR(100)]])).to.equal(0);
    prices.set('lamp', EUR(200));
    expect(await answerTo([['lamp', EUR(100)]])).to.equal(0);
  });

  it('creates nothing while nobody can be asked', async () => {
    prices.set('lamp', EUR(100));
    isAway = true;
    expect(await answerTo([['lamp', EUR(100)]])).to.be.instanceOf(TransientError);
    isAway = false;
    expect(await answerTo([['lamp', EUR(1)]])).to.include({ code: 'price-changed' });
  });
});
