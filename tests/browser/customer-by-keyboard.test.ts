import { expect } from 'chai';
import { CUSTOMER_PASSWORD } from '../e2e/support/store-client.js';
import type { BrowserShop } from './support/browser-shop.js';
import { Keyboard, untilFocused } from './support/keyboard.js';
import { sharedBrowserShop } from './support/shared-browser-shop.js';
import { orderButton, putOnSale, untilOrderIs } from './support/storefront.js';

describe('a customer with nothing but a keyboard', function () {
  this.timeout(120_000);
  let place: BrowserShop;
  before(async () => {
    place = await sharedBrowserShop();
  });

  it('finds a product, registers, orders it, sees it confirmed, and finds mails and order again', async () => {
    await putOnSale(place.shop, 5, 'Gaiwan');
    const visitor = await place.arrive();
    const { page } = visitor;
    const keyboard = new Keyboard(page);
    const main = page.getByRole('main');

    await page.goto('/shop/');
    await main.getByRole('heading', { name: 'Products' }).waitFor();
    const skip = page.getByRole('link', { name: 'Skip to the content' });
    await page.keyboard.press('Tab');
    await untilFocused(skip);
    expect((await skip.boundingBox())?.y).to.be.at.least(0);
    await page.keyboard.press('Enter');
    await untilFocused(main);
    await page.keyboard.press('Tab');
    await untilFocused(page.getByRole('searchbox', { name: 'Search' }));
    await page.keyboard.type('gaiwan');
    await page.keyboard.press('Enter');
    await page.waitForURL(/search=gaiwan/);
    await keyboard.press(page.getByRole('checkbox', { name: 'In stock only' }), 'Space');
    await page.waitForURL(/inStock=true/);
    await keyboard.press(page.getByRole('link', { name: 'Gaiwan', exact: true }));

    await page.getByRole('heading', { level: 1, name: 'Gaiwan' }).waitFor();
    await untilFocused(main);
    await keyboard.press(page.getByRole('link', { name: 'Add to cart: Gaiwan' }));
    await keyboard.press(page.getByRole('link', { name: 'Create an account' }));
    await keyboard.type(page.getByLabel('Name'), 'Katherine Johnson');
    await keyboard.type(page.getByLabel('E-mail address'), 'katherine@example.com');
    await keyboard.type(page.getByLabel('Password'), CUSTOMER_PASSWORD);
    await page.keyboard.press('Enter');

    const add = page.getByRole('button', { name: 'Add to cart: Gaiwan' });
    await keyboard.press(add, 'Space');
    await page.getByRole('status').filter({ hasText: 'Gaiwan is in your cart.' }).waitFor();
    await untilFocused(add);
    await keyboard.press(page.getByRole('link', { name: 'Cart 1 unit' }));

    await keyboard.press(page.getByRole('spinbutton', { name: 'Quantity of Gaiwan' }), 'ArrowUp');
    await page.getByRole('link', { name: 'Cart 2 units' }).waitFor();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('3');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Cart 3 units' }).waitFor();
    await keyboard.press(page.getByRole('link', { name: 'Check out' }));

    await keyboard.type(page.getByLabel('Street and number'), '23513 Hampton Street');
    await keyboard.type(page.getByLabel('Postal code'), '23666');
    await keyboard.type(page.getByLabel('City'), 'Hampton');
    await keyboard.type(page.getByLabel('Country'), 'United States');
    await keyboard.press(page.getByRole('checkbox', { name: 'Keep as my address' }), 'Space');
    await keyboard.press(orderButton(page));

    await untilOrderIs(page, /^Your order is confirmed/);
    await untilFocused(main);
    await keyboard.press(page.getByRole('link', { name: 'Mails' }));
    await page.getByRole('table', { name: 'Mails to you' }).waitFor();
    await keyboard.press(page.getByRole('link', { name: 'Orders' }));
    await keyboard.press(page.getByRole('table', { name: 'Your orders' }).getByRole('link'));
    await untilOrderIs(page, /^Your order is confirmed/);
    await visitor.leave();
  });
});
