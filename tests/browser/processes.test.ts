import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { untilDecided } from '../e2e/support/invariants.js';
import type { TestShop } from '../e2e/support/test-shop.js';
import { confirmedOrder } from './support/confirmed-order.js';
import { enterConsole, fact, goTo } from './support/console.js';
import { sharedBrowserShop } from './support/shared-browser-shop.js';

const [BREAKER, INSTANCE] = ['order-service.submitOrder', 'shopping-query-service-1'];

describe('processes that wait for a service out of reach', function () {
  this.timeout(120_000);
  let shop: TestShop;

  after(async () => {
    const breaker = `/operations/services/shopping-query-service/instances/${INSTANCE}/circuit-breakers/${BREAKER}`;
    await shop?.client.call('POST', breaker, { body: { updateState: 'CLOSE' } });
  });

  it('are seen to wait behind an open breaker; one is cancelled, the other goes on when it closes', async () => {
    const shared = await sharedBrowserShop();
    ({ shop } = shared);
    // A breaker is there from the first call on.
    await confirmedOrder(shop);
    const operator = await shared.arrive();
    const { page } = operator;
    await enterConsole(page, '/console/overview');
    await switchBreaker(page, /^Force open/, 'forced open');
    const trouble = page.getByText(`The circuit breaker ${BREAKER} of ${INSTANCE} is forced open`);
    await trouble.waitFor();

    const productId = await shop.client.registerProduct(5);
    const customer = await shop.anybody.asNewCustomer();
    const fillCart = () => customer.fillCart(customer.customerId, { [productId]: 1 });
    const [unlucky, lucky] = [await fillCart(), await fillCart()];
    const lost = await customer.checkOut(unlucky);
    const order = await customer.checkOut(lucky);

    await goTo(page, 'Processes');
    await page.getByRole('combobox', { name: 'Status' }).selectOption('Open');
    await page.getByRole('combobox', { name: 'Process manager' }).selectOption('checkout');
    const waiting = page.getByRole('row').filter({ hasText: 'SubmitOrder' });
    await waiting.filter({ hasText: unlucky }).waitFor();
    await waiting.filter({ hasText: lucky }).waitFor();
    await page.getByRole('link', { name: unlucky }).click();
    const timeline = page.getByRole('region', { name: 'Timeline' });
    await timeline.getByText('took in').locator('..').getByText('CartCheckedOut', { exact: true }).waitFor();
    await timeline
      .getByRole('listitem')
      .filter({ hasText: /^commandedSubmitOrderopen/ })
      .waitFor();
    await page.getByRole('button', { name: 'Cancel process' }).click();
    const dialog = page.getByRole('dialog', { name: 'Cancel this process' });
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('ordered twice');
    await dialog.getByRole('button', { name: 'Cancel process' }).click();
    await fact(page, 'Status').filter({ hasText: 'cancelled' }).waitFor();
    await timeline
      .getByRole('listitem')
      .filter({ hasText: /^commandedSubmitOrdercancelled/ })
      .waitFor();

    await goTo(page, 'Overview');
    await switchBreaker(page, /^Close/, 'closed');
    await trouble.waitFor({ state: 'detached' });
    const [decided] = await untilDecided(shop, [order], 30_000);
    expect(decided?.status).to.equal('confirmed');
    await page.goto(`/console/processes/shopping-query-service/checkout/${lucky}`);
    await fact(page, 'Status')
      .filter({ hasText: /^ended$/ })
      .waitFor();
    await timeline
      .getByRole('listitem')
      .filter({ hasText: /^commandedSubmitOrderaccepted/ })
      .waitFor();
    expect((await customer.get(`/orders/${lost}`)).status).to.equal(404);
    await operator.leave();
  });
});

/** Switches the breaker by hand; resolves once the overview shows it in its new state. */
async function switchBreaker(page: Page, choice: RegExp, state: string): Promise<void> {
  await page.getByRole('button', { name: `Switch ${BREAKER} of ${INSTANCE}` }).click();
  const dialog = page.getByRole('dialog', { name: `Switch ${BREAKER}` });
  await dialog.getByRole('radio', { name: choice }).check();
  await dialog.getByRole('button', { name: 'Switch' }).click();
  await page
    .getByRole('row')
    .filter({ hasText: BREAKER })
    .filter({ has: page.getByRole('cell', { name: state, exact: true }) })
    .waitFor();
}
