import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { run } from './support/command-line.js';
import { eventually } from './support/eventually.js';
import { expectMails, untilDecided } from './support/invariants.js';
import { copyReadModels } from './support/read-models.js';
import { TestShop } from './support/test-shop.js';

const names = ['carts', 'customers', 'emails', 'orders', 'products'];

describe('what the shop knows', function () {
  this.timeout(90_000);
  let shop: TestShop;
  let readModels: Record<string, Record<string, string>>;

  before(async () => {
    shop = await TestShop.start();
    const { client } = shop;
    const customerId = await client.registerCustomer();
    const teapot = await client.registerProduct(5, 'Teapot');
    const cup = await client.registerProduct(1, 'Cup');
    const cartIds = await Promise.all([
      client.fillCart(customerId, { [teapot]: 1 }),
      client.fillCart(customerId, { [teapot]: 1, [cup]: 1 }),
      client.fillCart(customerId, { [cup]: 1 }),
    ]);
    const orderIds = await Promise.all(cartIds.map((cartId) => client.checkOut(cartId)));
    await expectMails(shop, await untilDecided(shop, orderIds, 30_000), 30_000);
    readModels = await settledReadModels();
  });
  after(() => shop?.dispose());

  it('is in five read models', () => {
    expect(readModels).to.have.all.keys(names);
    expect(Object.keys(readModels['orders']!)).to.have.lengthOf(3);
  });

  it('is there again after it has been stopped and started', async () => {
    expect(await shop.stop()).to.equal(0);
    await shop.startAgain();
    expect(await customersReadModels()).to.deep.equal(readModels);
    expect(await shop.client.list('/orders')).to.have.lengthOf(3);
  });

  for (const name of names) {
    it(`comes out byte-equal when an operator has ${name} rebuilt`, async () => {
      const { exitCode, stderr } = await run('bin/webstore.mjs', ['projections', 'rebuild', name, '--wait'], {
        MONGODB_URL: shop.mongoDbUrl,
        EVENTSTORE_URL: shop.eventStoreUrl,
      });
      expect(stderr).to.equal('');
      expect(exitCode).to.equal(0);
      expect((await customersReadModels())[name]).to.deep.equal(readModels[name]);
    });
  }

  it('comes out byte-equal when all of MongoDB has been lost', async () => {
    expect(await shop.stop()).to.equal(0);
    rmSync(join(shop.dataDirectory, 'mongodb'), { recursive: true });
    await shop.startAgain();
    await eventually(async () => expect(await customersReadModels()).to.deep.equal(readModels), 30_000);
  });

  /** Those of the auditor, who also sees each sign-in, go on growing. */
  async function customersReadModels(): Promise<typeof readModels> {
    const all = await copyReadModels(shop.mongoDbUrl);
    return Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
  }

  /** Resolves once two readings in a row were the same: the last events have been projected. */
  async function settledReadModels(): Promise<Record<string, Record<string, string>>> {
    let last = await customersReadModels();
    return eventually(async () => {
      const next = await customersReadModels();
      const before = last;
      last = next;
      expect(next).to.deep.equal(before);
      return next;
    });
  }
});
