import type { Page } from 'playwright-core';
import type { BrowserShop } from './browser-shop.js';
import { enterConsole } from './console.js';
import { everyPage, openPage, type SomePage } from './every-page.js';
import type { Sights } from './furnished-shop.js';
import { signIn } from './storefront.js';

type Look = (page: Page, about: SomePage) => Promise<void>;

/**
 * Has a stranger, a customer and an administrator open all the pages that are for them, at the same time, and has a look at
 * each.
 *
 * @throws Error when a page does not come to show what it is to show, or did what it must not
 */
export async function seeEveryPage(place: BrowserShop, sights: Sights, look: Look): Promise<void> {
  const pages = everyPage(sights);
  const see = async (by: SomePage['by'], enter: (page: Page) => Promise<void>): Promise<void> => {
    const visitor = await place.arrive();
    await enter(visitor.page);
    for (const about of pages.filter((one) => one.by === by)) {
      await openPage(visitor.page, about);
      await look(visitor.page, about);
    }
    await visitor.leave();
  };
  await Promise.all([
    see('stranger', async () => undefined),
    see('customer', async (page) => {
      await page.goto('/shop/account');
      await signIn(page, sights.customer);
      await page.getByRole('button', { name: 'Sign out' }).waitFor();
    }),
    see('administrator', (page) => enterConsole(page, '/console/')),
  ]);
}
