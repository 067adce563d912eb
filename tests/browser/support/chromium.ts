import { chromium, type Browser } from 'playwright-core';

/** Where Debian's package puts it, unless `CHROMIUM_PATH` names another one. */
const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/** A real Chromium without a window, on a user-data folder of its own, that asks nobody but the shop. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
