import type { Page } from 'playwright-core';
import type { BrowserShop } from './browser-shop.js';
import { enterConsole } from './console.js';
import { everyPage, openPage, type SomePage } from './every-page.js';
import type { Sights } from './furnished-shop.js';
import { signIn } from './storefront.js';

/**
 * Opens one page of the web after the other, by a stranger or by somebody who is signed in to both parts, and has a look at
 * each.
 *
 * @throws Error when a page does not come to show what it is to show, or did what it must not
 */
export async function seeEveryPage(
  place: BrowserShop,
  sights: Sights,
  look: (page: Page, about: SomePage) => Promise<void>,
): Promise<void> {
  const [stranger, insider] = [await place.arrive(), await place.arrive()];
  await insider.page.goto('/shop/account');
  await signIn(insider.page, sights.customer);
  await insider.page.getByRole('button', { name: 'Sign out' }).waitFor();
  await enterConsole(insider.page, '/console/');
  for (const about of everyPage(sights)) {
    const { page } = about.isForStrangers ? stranger : insider;
    await openPage(page, about);
    await look(page, about);
  }
  await stranger.leave();
  await insider.leave();
}
