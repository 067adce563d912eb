import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { eventually } from '../e2e/support/eventually.js';
import { expectStatus, type StoreClient } from '../e2e/support/store-client.js';
import type { Page as List, ProductView } from '../e2e/support/views.js';
import { enterConsole, fact } from './support/console.js';
import { sharedBrowserShop } from './support/shared-browser-shop.js';

describe('a read model rebuilt from the console while the storefront is in use', function () {
  this.timeout(120_000);

  it('goes on answering, never falls back in time, and hands over to its new generation', async () => {
    const shared = await sharedBrowserShop();
    const { client, anybody } = shared.shop;
    const productId = await client.registerProduct(10, 'Samovar');
    for (let unit = 0; unit < 30; unit += 1) await replenish(client, productId);
    const [operator, customer] = await Promise.all([shared.arrive(), shared.arrive()]);
    const refused: string[] = [];
    customer.page.on('response', (response) => {
      if (response.status() >= 400) refused.push(`${response.status()} ${response.url()}`);
    });
    await enterConsole(operator.page, '/console/projections/product-service/products');
    const present = operator.page.getByRole('region', { name: 'At present' });
    const collection = fact(present, 'Collection');
    const before = await collection.textContent();

    const isOver = { value: false };
    const looks = [
      () => unitsAnswered(anybody, productId),
      () => unitsFound(anybody, productId),
      () => unitsShown(customer.page, productId),
    ];
    const use = Promise.all(
      [() => replenish(client, productId), ...looks.map(risingOnly)].map((act) => keepDoing(isOver, act)),
    );
    try {
      await Promise.race([use, rebuild(operator.page)]);
      await Promise.race([use, collection.filter({ hasNotText: before ?? '' }).waitFor()]);
    } finally {
      isOver.value = true;
    }
    const [replenished = 0] = await use;
    expect(refused).to.deep.equal([]);

    expect(await fact(present, 'State').textContent()).to.equal('live');
    expect(await fact(present, 'Last rebuild').textContent()).to.match(/^\d+ documents in /);
    await eventually(async () =>
      expect(await unitsShown(customer.page, productId)).to.equal(40 + replenished),
    );
    await Promise.all([operator.leave(), customer.leave()]);
  });
});

/** Resolves once the rebuild is asked for. */
async function rebuild(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Rebuild' }).click();
  const dialog = page.getByRole('dialog', { name: 'Rebuild: products' });
  await dialog.getByRole('button', { name: 'Rebuild' }).click();
  await page.getByText('The rebuild is asked for.').waitFor();
}

async function replenish(client: StoreClient, productId: string): Promise<void> {
  expectStatus(await client.insist('POST', `/products/${productId}/stock`, { quantity: 1 }), 200);
}

async function unitsAnswered(client: StoreClient, productId: string): Promise<number> {
  return expectStatus(await client.get<ProductView>(`/products/${productId}`), 200).body.stock.onHand;
}

async function unitsFound(client: StoreClient, productId: string): Promise<number> {
  const found = expectStatus(await client.get<List<ProductView>>('/products?search=samovar'), 200).body.items;
  return found.find((product) => product.productId === productId)?.stock.onHand ?? -1;
}

/** As the storefront shows it to who comes anew. */
async function unitsShown(page: Page, productId: string): Promise<number> {
  await page.goto(`/shop/products/${productId}`);
  return Number.parseInt((await page.getByText(/^\d+ in stock$/).textContent()) ?? '', 10);
}

/** @throws AssertionError when a look shows less than the one before */
function risingOnly(look: () => Promise<number>): () => Promise<void> {
  let last = 0;
  return async () => {
    const units = await look();
    expect(units).to.be.at.least(last);
    last = units;
  };
}

/** Does something over and over, and once more when it is over; resolves with how often. */
async function keepDoing(isOver: { readonly value: boolean }, act: () => Promise<unknown>): Promise<number> {
  for (let times = 1; ; times += 1) {
    const isLast = isOver.value;
    await act();
    if (isLast) return times;
  }
}
