import type { Browser, BrowserContextOptions } from 'playwright-core';
import { TestShop } from '../../e2e/support/test-shop.js';
import { launchChromium } from './chromium.js';
import { Visitor } from './visitor.js';

/** Patience enough for the calls of a test, whatever else the machine does. */
const environment = { HEADERS_TIMEOUT_MS: '4000', REQUEST_TIMEOUT_MS: '8000' };

/** A shop of real processes, and a real Chromium to look at it. */
export class BrowserShop {
  private constructor(
    readonly shop: TestShop,
    private readonly browser: Browser,
  ) {}

  /** @param options of the launcher; without any there is no demo data */
  static async start(options?: readonly string[]): Promise<BrowserShop> {
    const [shop, browser] = await Promise.allSettled([
      TestShop.start(options, environment),
      launchChromium(),
    ]);
    if (shop.status === 'fulfilled' && browser.status === 'fulfilled') {
      return new BrowserShop(shop.value, browser.value);
    }
    if (shop.status === 'fulfilled') await shop.value.dispose();
    if (browser.status === 'fulfilled') await browser.value.close();
    throw shop.status === 'rejected' ? shop.reason : (browser as PromiseRejectedResult).reason;
  }

  /** Somebody new with a window and a session of their own, who has not opened a page yet. */
  arrive(options?: BrowserContextOptions): Promise<Visitor> {
    return Visitor.arrive(this.browser, this.shop.url('gateway'), options);
  }

  /** Stops both, and removes their data. */
  async close(): Promise<void> {
    await Promise.all([this.browser.close(), this.shop.dispose()]);
  }
}
