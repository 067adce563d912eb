import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeRule {
  readonly id: string;
  readonly impact: string | null;
  readonly help: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** What axe-core finds seriously or critically wrong with the page as it stands, a sentence for each rule. */
export async function seriousViolations(page: Page): Promise<readonly string[]> {
  const violations = await withAxe(page);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${page.url()}: ${id}: ${help}: ${nodes[0]?.html ?? ''}`);
}

/** Through the debugger, which the page's policy on scripts does not concern. */
async function withAxe(page: Page): Promise<readonly AxeRule[]> {
  const isThere = await page.evaluate<boolean>("'axe' in window");
  if (!isThere) await page.evaluate(axeSource);
  return page.evaluate<AxeRule[]>(
    `axe.run(document, { resultTypes: ['violations'], preload: false }).then(({ violations }) =>
      violations.map(({ id, impact, help, nodes }) => ({ id, impact, help, nodes: nodes.map(({ html }) => ({ html })) })))`,
  );
}
