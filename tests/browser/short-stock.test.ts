import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { countStock, readEventLog } from '../e2e/support/event-log.js';
import { eventually } from '../e2e/support/eventually.js';
import { expectOneEndEach, untilDecided } from '../e2e/support/invariants.js';
import type { BrowserShop } from './support/browser-shop.js';
import { sharedBrowserShop } from './support/shared-browser-shop.js';
import { visitorAboutToOrder } from './support/signed-in-visitor.js';
import { orderButton, orderIdOf, putOnSale, untilOrderIs } from './support/storefront.js';

const outcome = /^(Your order is confirmed|We could not serve your order)/;

describe('customers who want more than there is', function () {
  this.timeout(120_000);
  let place: BrowserShop;
  before(async () => {
    place = await sharedBrowserShop();
  });

  it('are shown what was short, and order again what there is', async () => {
    const { shop } = place;
    const kyusu = await putOnSale(shop, 3, 'Kyusu');
    const tray = await putOnSale(shop, 5, 'Tea tray');
    const visitor = await visitorAboutToOrder(place, { [kyusu]: 3, [tray]: 1 });
    const { page } = visitor;

    const other = await shop.anybody.asNewCustomer();
    await untilDecided(
      shop,
      [await other.checkOut(await other.fillCart(other.customerId, { [kyusu]: 2 }))],
      15_000,
    );
    await orderButton(page).click();

    await untilOrderIs(page, /^We could not serve your order/);
    const rejectedId = orderIdOf(page);
    const short = page.getByRole('region', { name: 'What was short' }).getByRole('listitem');
    expect(await short.allInnerTexts()).to.deep.equal(['Kyusu: 3 ordered, 1 in stock']);

    await page.getByRole('button', { name: 'Try again with what there is' }).click();
    await page.getByRole('link', { name: 'Cart 2 units' }).waitFor();
    await page.getByRole('link', { name: 'Check out' }).click();
    await orderButton(page).click();
    await untilOrderIs(page, /^Your order is confirmed/);
    expect(orderIdOf(page)).to.not.equal(rejectedId);
    await visitor.leave();
  });

  it('race for the last unit in two windows: one has it, the other is told so', async () => {
    const { shop } = place;
    const productId = await putOnSale(shop, 1, 'Yixing pot');
    const racers = await Promise.all([1, 2].map(() => visitorAboutToOrder(place, { [productId]: 1 })));
    const pages = racers.map(({ page }) => page);

    await Promise.all(pages.map((page) => orderButton(page).click()));
    await Promise.all(pages.map((page) => untilOrderIs(page, outcome)));

    const shown = await Promise.all(pages.map(outcomeOn));
    expect(shown.toSorted()).to.deep.equal(['confirmed', 'rejected']);
    const loser = pages[shown.indexOf('rejected')]!;
    expect(await loser.getByRole('region', { name: 'What was short' }).innerText()).to.include(
      'Yixing pot: 1 ordered, none in stock',
    );
    await loser.getByText('Nothing of it was in stock, so there is nothing to order again.').waitFor();

    const orders = await untilDecided(shop, pages.map(orderIdOf), 15_000);
    expect(orders.map(({ status }) => status)).to.deep.equal(shown);
    await eventually(async () => {
      const log = await readEventLog(shop.eventStoreUrl);
      expectOneEndEach(orders, log);
      expect(countStock(productId, log)).to.deep.equal({ received: 1, reserved: 0, sold: 1 });
    });
    for (const visitor of racers) await visitor.leave();
  });
});

async function outcomeOn(page: Page): Promise<'confirmed' | 'rejected'> {
  const isConfirmed = (await page.getByText('Your order is confirmed').count()) > 0;
  return isConfirmed ? 'confirmed' : 'rejected';
}
