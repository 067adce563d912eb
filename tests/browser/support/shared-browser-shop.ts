import { BrowserShop } from './browser-shop.js';

let starting: Promise<BrowserShop> | undefined;

/** The shop and the browser that all browser tests share: whoever asks first starts them, and they end after the last test. */
export function sharedBrowserShop(): Promise<BrowserShop> {
  return (starting ??= BrowserShop.start());
}

after(async () => {
  await (await starting)?.close();
});
