import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { appendEvent } from '../e2e/support/append-event.js';
import { eventually } from '../e2e/support/eventually.js';
import { expectStatus, type StoreClient } from '../e2e/support/store-client.js';
import type { CartView } from '../e2e/support/views.js';
import { enterConsole } from './support/console.js';
import { sharedBrowserShop } from './support/shared-browser-shop.js';

describe('an event that no projection can handle', function () {
  this.timeout(120_000);

  it('is parked alone, seen in the console with its error, and skipped so that its stream goes on', async () => {
    const shared = await sharedBrowserShop();
    const { shop } = shared;
    const [teapot, kettle] = [await shop.client.registerProduct(5), await shop.client.registerProduct(5)];
    const customer = await shop.anybody.asNewCustomer();
    const cartId = await customer.fillCart(customer.customerId, { [teapot]: 1, [kettle]: 2 });
    await untilShown(customer, cartId, [teapot, kettle]);
    const stream = `cart-${cartId}`;
    const priceless = { cartId, productId: randomUUID(), name: 'Priceless', quantity: 1 };
    await appendEvent(shop.eventStoreUrl, stream, { type: 'CartItemAdded', data: priceless });
    expectStatus(await customer.insist('DELETE', `/carts/${cartId}/items/${teapot}`), 204);

    const operator = await shared.arrive();
    const { page } = operator;
    await enterConsole(page, '/console/overview');
    const troubles = page.getByRole('region', { name: 'a look' });
    await troubles.getByText(/^shopping-query-service has parked \d+ events of/).waitFor();
    await troubles.getByRole('link', { name: 'Look at the dead letters' }).click();
    const row = page.getByRole('row').filter({ hasText: `${stream} @ 3` });
    await row.waitFor();
    expect(await row.getByRole('cell').allTextContents()).to.include('shopping-query-service');
    await row.getByRole('link', { name: 'CartItemAdded' }).click();
    await page.getByRole('heading', { name: `Dead letter ${stream}` }).waitFor();
    const error = page.getByRole('region', { name: 'Error' });
    await error.getByText(`CartItemAdded ${stream}@3`).waitFor();
    await page
      .getByRole('group', { name: 'Content of the event' })
      .filter({ hasText: 'name"Priceless"' })
      .waitFor();
    const behind = page.getByRole('region', { name: 'What waits behind it' });
    await behind.getByRole('cell', { name: 'CartItemRemoved' }).waitFor();

    const other = await shop.anybody.asNewCustomer();
    const otherCart = await other.fillCart(other.customerId, { [kettle]: 1 });
    await untilShown(other, otherCart, [kettle]);
    await untilShown(customer, cartId, [teapot, kettle]);

    await page.getByRole('button', { name: 'Skip this event' }).click();
    const dialog = page.getByRole('dialog', { name: 'Skip this event: CartItemAdded' });
    await dialog.getByText('1 event waits behind it.').waitFor();
    await dialog.getByRole('button', { name: 'Skip this event' }).click();
    await page.getByRole('heading', { name: 'Dead letters', exact: true }).waitFor();
    await row.waitFor({ state: 'detached' });
    await untilShown(customer, cartId, [kettle]);
    await operator.leave();
  });
});

/** Waits until a cart reads as having these products. */
async function untilShown(client: StoreClient, cartId: string, products: readonly string[]): Promise<void> {
  await eventually(async () => {
    const { body } = expectStatus(await client.get<CartView>(`/carts/${cartId}`), 200);
    expect(body.lines.map(({ productId }) => productId)).to.have.members(products);
  });
}
