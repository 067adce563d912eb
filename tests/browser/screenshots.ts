// `npm run screenshots`: pictures of every page for the docs, in a shop of their own.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../support/project-root.js';
import { BrowserShop } from './support/browser-shop.js';
import { furnish } from './support/furnished-shop.js';
import { looks, showIn } from './support/looks.js';
import { seeEveryPage } from './support/sightseers.js';

const folder = join(projectRoot, 'docs', 'screenshots');

const place = await BrowserShop.start();
try {
  const sights = await furnish(place.shop);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await seeEveryPage(place, sights, async (page, { name }) => {
    for (const [look, how] of Object.entries(looks)) {
      await showIn(page, how);
      await page.screenshot({ path: join(folder, `${name}-${look}.png`) });
    }
    console.log(name);
  });
} finally {
  await place.close();
}
