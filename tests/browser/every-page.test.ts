import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { projectRoot } from '../support/project-root.js';
import { seriousViolations } from './support/accessibility.js';
import type { BrowserShop } from './support/browser-shop.js';
import { everyPage } from './support/every-page.js';
import { clearAway, furnish, type Sights } from './support/furnished-shop.js';
import { looks, showIn } from './support/looks.js';
import { sharedBrowserShop } from './support/shared-browser-shop.js';
import { seeEveryPage } from './support/sightseers.js';

describe('every page of the web', function () {
  this.timeout(300_000);
  let place: BrowserShop;
  let sights: Sights;
  before(async () => {
    place = await sharedBrowserShop();
    sights = await furnish(place.shop);
  });
  after(() => sights && clearAway(place.shop, sights));

  it('is looked at by these tests', () => {
    const paths = everyPage(sights).map(({ path }) => path.replace(/\?.*/, ''));
    const missing = ['shop', 'console'].flatMap((part) =>
      routesOf(part).filter((route) => !paths.some((path) => route.test(path))),
    );
    expect(missing).to.deep.equal([]);
  });

  it('has no serious violation of accessibility and fits its window, narrow and dark as well as wide and light', async () => {
    const findings: string[] = [];
    await seeEveryPage(place, sights, async (page, { name }) => {
      for (const [look, how] of Object.entries(looks)) {
        await showIn(page, how);
        const found = [...(await seriousViolations(page)), ...(await sidewaysScrolling(page))];
        findings.push(...found.map((finding) => `${name} ${look}: ${finding}`));
      }
    });
    expect(findings).to.deep.equal([]);
  });
});

/** What the paths of a part's routes look like, read from their files. */
function routesOf(part: string): RegExp[] {
  const folder = join(projectRoot, 'web', 'src', part);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('-route.ts'),
  );
  const sources = files.map((file) => readFileSync(join(folder, file), 'utf8'));
  const paths = sources.flatMap((source) =>
    [...source.matchAll(/\bpath: '([^']*)'/g)].map(([, path]) => path!),
  );
  return paths
    .filter((path) => path !== `/${part}`)
    .map((path) => new RegExp(`^/${part}${path.replace(/\$\w+/g, '[^/]+')}$`));
}

async function sidewaysScrolling(page: Page): Promise<string[]> {
  const { scrollWidth, clientWidth } = await page.evaluate<{ scrollWidth: number; clientWidth: number }>(
    '(({ scrollWidth, clientWidth }) => ({ scrollWidth, clientWidth }))(document.documentElement)',
  );
  return scrollWidth > clientWidth ? [`is ${scrollWidth} px wide in a window of ${clientWidth} px`] : [];
}
