import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { eventually } from '../e2e/support/eventually.js';
import { CUSTOMER_PASSWORD } from '../e2e/support/store-client.js';
import type { BrowserShop } from './support/browser-shop.js';
import { sharedBrowserShop } from './support/shared-browser-shop.js';
import { signedInVisitor } from './support/signed-in-visitor.js';
import { enterAddress, orderButton, orderIdOf, putOnSale, untilOrderIs } from './support/storefront.js';

describe('a customer with a mouse', function () {
  this.timeout(120_000);
  let place: BrowserShop;
  before(async () => {
    place = await sharedBrowserShop();
  });

  it('finds a product, registers, orders it, sees it confirmed, and finds mails and order again', async () => {
    await putOnSale(place.shop, 5, 'Samovar');
    await putOnSale(place.shop, 5, 'Tea strainer');
    const visitor = await place.arrive();
    const { page } = visitor;

    await page.goto('/shop/');
    await page.getByRole('searchbox', { name: 'Search' }).fill('samovar');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('link', { name: 'Tea strainer', exact: true }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Samovar', exact: true }).click();

    await page.getByRole('heading', { level: 1, name: 'Samovar' }).waitFor();
    await page.getByRole('link', { name: 'Add to cart: Samovar' }).click();
    await page.getByRole('link', { name: 'Create an account' }).click();
    await page.getByLabel('Name').fill('Grace Hopper');
    await page.getByLabel('E-mail address').fill('margaret@example.com');
    await page.getByLabel('Password').fill(CUSTOMER_PASSWORD);
    await page.getByRole('button', { name: 'Create account' }).click();

    // Back where the account was needed.
    await page.getByRole('button', { name: 'Add to cart: Samovar' }).click();
    await page.getByRole('status').filter({ hasText: 'Samovar is in your cart.' }).waitFor();
    await page.getByRole('link', { name: 'Cart 1 unit' }).click();

    const letLastChangeGo = await holdLastOf(page, 3);
    const quantity = page.getByRole('spinbutton', { name: 'Quantity of Samovar' });
    for (const step of ['more', 'more', 'less']) {
      await page.getByRole('button', { name: `One Samovar ${step}` }).click();
    }
    await page.getByRole('link', { name: 'Cart 3 units' }).waitFor();
    expect(await quantity.inputValue()).to.equal('2');
    letLastChangeGo();
    await page.getByRole('link', { name: 'Cart 2 units' }).waitFor();
    expect(await quantity.inputValue()).to.equal('2');
    await page.getByRole('link', { name: 'Check out' }).click();

    await enterAddress(page);
    expect(await orderButton(page).innerText()).to.equal('Order for €39.98');
    await orderButton(page).click();

    await untilOrderIs(page, /^Your order is confirmed/);
    const orderId = orderIdOf(page);
    expect(
      await page.getByRole('list', { name: 'Steps of the order' }).getByRole('listitem').count(),
    ).to.equal(3);
    expect((await place.shop.client.get(`/orders/${orderId}`)).body).to.include({ status: 'confirmed' });

    await page.getByRole('link', { name: 'Mails' }).click();
    const mails = page.getByRole('table', { name: 'Mails to you' }).getByRole('row');
    await eventually(async () => {
      expect(
        await mails.filter({ hasText: 'Sent' }).filter({ hasText: 'margaret@example.com' }).count(),
      ).to.equal(2);
    });

    await page.getByRole('link', { name: 'Orders' }).click();
    const orders = page.getByRole('table', { name: 'Your orders' });
    const order = orders.getByRole('row').filter({ hasText: `Order ${orderId.slice(0, 8)}` });
    expect(await order.innerText())
      .to.include('€39.98')
      .and.to.include('confirmed');
    await order.getByRole('link').click();
    await untilOrderIs(page, /^Your order is confirmed/);

    await page.getByRole('link', { name: 'Cart', exact: true }).click();
    await page.getByRole('heading', { name: 'Your cart is empty' }).waitFor();
    await visitor.leave();
  });

  it('sees an order go on at once, whoever moves it', async () => {
    const productId = await putOnSale(place.shop, 1, 'Tea caddy');
    const customer = await place.shop.anybody.asNewCustomer();
    const created = await customer.insist<{ orderId: string }>('POST', '/orders', {
      customerId: customer.customerId,
      lines: [{ productId, quantity: 1, unitPrice: { amount: 1999, currency: 'EUR' } }],
    });
    const { orderId } = created.body;
    const visitor = await signedInVisitor(place, customer, `/shop/orders/${orderId}`);
    const { page } = visitor;
    await page.getByText('Live: changes show at once').waitFor();
    await untilOrderIs(page, /^Your order is not placed yet/);

    await customer.insist('POST', `/orders/${orderId}/place`);
    await untilOrderIs(page, /^Your order is confirmed/);
    expect(await page.getByText('Live: changes show at once').count()).to.equal(0);
    await visitor.leave();
  });
});

/** Holds back the last of so many changes of a cart on its way to the shop. @returns what lets it go */
async function holdLastOf(page: Page, changes: number): Promise<() => void> {
  let letGo = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let sent = 0;
  await page.route('**/carts/*/items/*', async (route) => {
    sent += 1;
    if (sent === changes) await released;
    await route.continue();
  });
  return letGo;
}
