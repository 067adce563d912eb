import { existsSync } from 'node:fs';

/** Whether there is a Chromium for the browser tests: Debian's, or the one that `CHROMIUM_PATH` names. */
export function hasChromium() {
  return existsSync(process.env.CHROMIUM_PATH ?? '/usr/bin/chromium');
}
