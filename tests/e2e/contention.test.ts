import { expect } from 'chai';
import { readEventLog } from './support/event-log.js';
import { expectMails, expectOneEndEach, expectStock, untilDecided } from './support/invariants.js';
import { TestShop } from './support/test-shop.js';

const checkouts = 200;
const units = 120;

describe(`${checkouts} checkouts at once for ${units} units of one product`, function () {
  this.timeout(300_000);
  let shop: TestShop;
  before(async () => {
    shop = await TestShop.start();
  });
  after(() => shop?.dispose());

  it(`sell exactly ${units}, and each comes to exactly one end with its mails`, async () => {
    const { client } = shop;
    const productId = await client.registerProduct(units);
    const customerIds = await Promise.all(Array.from({ length: 10 }, () => client.registerCustomer()));
    const cartIds = await Promise.all(
      Array.from({ length: checkouts }, (_, index) =>
        client.fillCart(customerIds[index % 10]!, { [productId]: 1 }),
      ),
    );

    const orderIds = await Promise.all(cartIds.map((cartId) => client.checkOut(cartId)));
    const orders = await untilDecided(shop, orderIds, 120_000);

    expect(orders.filter(({ status }) => status === 'confirmed')).to.have.lengthOf(units);
    expect(orders.filter(({ status }) => status === 'rejected')).to.have.lengthOf(checkouts - units);
    expectOneEndEach(orders, await readEventLog(shop.eventStoreUrl));
    await expectStock(shop, productId, { received: units, sold: units });
    await expectMails(shop, orders, 60_000);
  });
});
