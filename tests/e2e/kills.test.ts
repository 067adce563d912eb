import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { serviceNames } from '../../src/application/service-names.js';
import { SeededRandomness } from '../../src/testing/seeded-randomness.js';
import { readEventLog } from './support/event-log.js';
import { eventually } from './support/eventually.js';
import { expectMails, expectOneEndEach, expectStock, untilDecided } from './support/invariants.js';
import { TestShop } from './support/test-shop.js';

const checkouts = 200;
const units = 120;
const kills = 30;
const longestPauseMs = 1_000;

const victims = ['registry', 'config-server', 'event-store', 'mongodb', 'gateway', ...serviceNames];

describe(`${checkouts} checkouts while processes are killed`, function () {
  this.timeout(420_000);
  let shop: TestShop;
  before(async () => {
    shop = await TestShop.start();
  });
  after(() => shop?.dispose());

  it(`lose and double nothing over ${kills} kills of services, supporting systems and embedded nodes`, async () => {
    const seed = Number(process.env['WEBSTORE_TEST_SEED'] ?? Date.now() % 2 ** 32);
    console.log(`      WEBSTORE_TEST_SEED=${seed}`);
    const random = new SeededRandomness(seed);
    const { client } = shop;
    const productId = await client.registerProduct(units);
    const customers = await Promise.all(Array.from({ length: 10 }, () => shop.anybody.asNewCustomer()));
    const cartIds = await Promise.all(
      Array.from({ length: checkouts }, (_, index) => {
        const customer = customers[index % 10]!;
        return customer.fillCart(customer.customerId, { [productId]: 1 });
      }),
    );
    // Who checks out signs in again, while processes are killed.
    const returned = customers.map((customer) => customer.signedInAgain());

    const starts = cartIds.map(() => random.fraction() * ((kills * longestPauseMs) / 2));
    const killing = killAtRandom(shop, random);
    const acknowledged = cartIds.map(async (cartId, index) => {
      await sleep(starts[index]!);
      return returned[index % 10]!.checkOut(cartId, 120_000);
    });
    const [orderIds] = await Promise.all([Promise.all(acknowledged), killing]);

    const orders = await untilDecided(shop, orderIds, 120_000);
    expect(new Set(orderIds).size).to.equal(checkouts);
    expect(orders.filter(({ status }) => status === 'confirmed')).to.have.lengthOf(units);
    expect(orders.filter(({ status }) => status === 'rejected')).to.have.lengthOf(checkouts - units);
    expectOneEndEach(orders, await readEventLog(shop.eventStoreUrl));
    await expectStock(shop, productId, { received: units, sold: units });
    await expectMails(shop, orders, 60_000);
  });
});

/** Every victim has its turn, in an order and at moments that the seed decides. */
async function killAtRandom(shop: TestShop, random: SeededRandomness): Promise<void> {
  const turns = Array.from({ length: kills }, (_, index) => victims[index % victims.length]!)
    .map((name) => ({ name, order: random.fraction() }))
    .sort((a, b) => a.order - b.order);
  for (const { name } of turns) {
    await sleep(random.fraction() * longestPauseMs);
    const { pid } = shop.launcher.current(name);
    process.kill(pid, 'SIGKILL');
    await eventually(() => expect(shop.launcher.current(name).pid).to.not.equal(pid));
  }
}
