import { TestShop } from './test-shop.js';

/** A group of tests that shares its shop with others. For tests that kill, stop and configure nothing. */
export interface Sharing {
  /** The shop, without demo data; the first who asks starts it. */
  join(): Promise<TestShop>;
  /** The last who leaves stops it. */
  leave(): Promise<void>;
}

/** Patience enough for honest clients of a test, whatever else the machine does. */
const environment = { HEADERS_TIMEOUT_MS: '4000', REQUEST_TIMEOUT_MS: '8000' };

let groups = 0;
let starting: Promise<TestShop> | undefined;

/** To be called by a `describe`, so that all who will share are known before the first test. */
export function sharedShop(): Sharing {
  groups += 1;
  return {
    join: () => (starting ??= TestShop.start(['--no-demo-data'], environment)),
    leave: async () => {
      groups -= 1;
      if (groups === 0) await end();
    },
  };
}

async function end(): Promise<void> {
  const shop = await starting;
  starting = undefined;
  await shop?.dispose();
}

// With --grep not every group comes to its turn.
after(end);
