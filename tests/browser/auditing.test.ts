import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { run } from '../e2e/support/command-line.js';
import { readEventLog, type StoredEvent } from '../e2e/support/event-log.js';
import { eventually } from '../e2e/support/eventually.js';
import type { TestShop } from '../e2e/support/test-shop.js';
import { pathsTo } from './support/causes.js';
import { confirmedOrder } from './support/confirmed-order.js';
import { enterConsole, goTo } from './support/console.js';
import { sharedBrowserShop } from './support/shared-browser-shop.js';
import type { Visitor } from './support/visitor.js';

const SERVICES = [
  'shopping-command-service',
  'shopping-query-service',
  'order-service',
  'product-service',
  'customer-service',
];

describe('an auditor in the console', function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'webstore-audit-'));
  let shop: TestShop;
  let auditor: Visitor;
  let page: Page;
  let orderId: string;

  before(async () => {
    const shared = await sharedBrowserShop();
    ({ shop } = shared);
    ({ orderId } = await confirmedOrder(shop));
    auditor = await shared.arrive();
    ({ page } = auditor);
    await enterConsole(page, '/console');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('finds an order, and follows its causes over the lanes of all services from checkout to mail', async () => {
    await goTo(page, 'Trails');
    await page.getByRole('searchbox', { name: 'Id' }).fill(orderId);
    await page.getByRole('button', { name: 'Find' }).click();
    const graph = page.getByRole('group', { name: 'Graph of causes' });
    // Trails come from a read model.
    await eventually(async () => {
      await page.getByRole('button', { name: 'Refresh' }).click();
      await graph.waitFor();
      expect(await graph.getByRole('link', { name: /^EmailSent/ }).count()).to.equal(2);
    });

    const lanes = [];
    for (const service of SERVICES) {
      const links = await graph.getByRole('link', { name: `${service}, revision` }).all();
      const boxes = await Promise.all(links.map((link) => link.boundingBox()));
      const ends = boxes.map((box) => ({ top: box?.y ?? 0, bottom: (box?.y ?? 0) + (box?.height ?? 0) }));
      expect(ends.length, `events of ${service}`).to.be.above(0);
      lanes.push({
        top: Math.min(...ends.map(({ top }) => top)),
        bottom: Math.max(...ends.map(({ bottom }) => bottom)),
      });
    }
    lanes.sort((a, b) => a.top - b.top);
    for (const [index, { top }] of lanes.slice(1).entries()) {
      expect(top, `lane ${index + 1}`).to.be.above(lanes[index]!.bottom);
    }

    const causes = page.getByRole('region', { name: 'List of causes' });
    const paths = pathsTo('EmailSent', await causes.ariaSnapshot()).map((path) =>
      path.filter((title) => !title.startsWith('ProcessAdvanced')),
    );
    expect(paths).to.have.deep.members([
      ['CartCheckedOut', 'OrderPlaced', 'order.placed.v1', 'EmailSent'],
      [
        'CartCheckedOut',
        'OrderPlaced',
        'order.placed.v1',
        'stock.reserved-for-order.v1',
        'OrderConfirmed',
        'order.confirmed.v1',
        'EmailSent',
      ],
    ]);
  });

  it('goes along the causes by keyboard, and from there to the order as it was then', async () => {
    const graph = page.getByRole('group', { name: 'Graph of causes' });
    const shown = (name: string) => page.getByRole('region', { name, exact: true });
    await graph.getByRole('link', { name: /^CartCheckedOut/ }).focus();
    await shown('CartCheckedOut').waitFor();
    await page.keyboard.press('ArrowDown');
    await shown('ProcessAdvanced').waitFor();
    await page.keyboard.press('ArrowDown');
    await shown('OrderCreated').waitFor();
    await page.keyboard.press('ArrowRight');
    await shown('OrderPlaced').waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/console/streams/order-${orderId}/replay?revision=1`);
  });

  it('slides through time by keyboard, and sees the state and what has changed at each revision', async () => {
    const slider = page.getByRole('slider', { name: 'Revision' });
    await slider.focus();
    await page.keyboard.press('Home');
    const steps = ['OrderCreated', 'OrderPlaced', 'OrderConfirmed'];
    const statuses = ['uncreated', 'created', 'placed', 'confirmed'];
    for (const [revision, type] of steps.entries()) {
      if (revision > 0) await page.keyboard.press('ArrowRight');
      await page.waitForURL(`**/replay?revision=${revision}`);
      await page
        .getByRole('group', { name: `State at revision ${revision}`, exact: true })
        .filter({ hasText: `status"${statuses[revision + 1]}"` })
        .waitFor();
      const changed = page.getByRole('region', { name: `What changed at revision ${revision}` });
      await changed
        .getByRole('group', { name: 'status before' })
        .filter({ hasText: `"${statuses[revision]}"` })
        .waitFor();
      await changed
        .getByRole('group', { name: 'status after' })
        .filter({ hasText: `"${statuses[revision + 1]}"` })
        .waitFor();
      await page.getByRole('region', { name: `The event: ${type}` }).waitFor();
      expect(await slider.getAttribute('aria-valuetext')).to.contain(`Revision ${revision} of 2: ${type}`);
    }
    await page.keyboard.press('Home');
    await page.getByRole('region', { name: 'The event: OrderCreated' }).waitFor();
  });

  it('takes the log away in two parts, which prove together that they are whole', async () => {
    const before = await auditedLog(shop);
    await goTo(page, 'Export');
    const first = await downloaded(page);
    expect(first.slice(0, before.length).map(storedEvent)).to.deep.equal(before);

    const end = first.at(-1)!.position;
    await page.getByRole('textbox', { name: 'Behind position' }).fill(end);
    await page.getByRole('button', { name: 'Set' }).click();
    await page.getByText(`Only what stands behind position ${end}`).waitFor();
    await shop.client.registerProduct(1, 'Kettle');
    const second = await downloaded(page);
    const joined = [...first, ...second];
    const since = await auditedLog(shop);
    expect(joined.map(storedEvent)).to.deep.equal(since.slice(0, joined.length));
    expect(second.map(({ type }) => type)).to.include('ProductRegistered');

    await goTo(page, 'Verification');
    const keys = join(folder, 'keys.json');
    writeFileSync(keys, await page.getByRole('textbox', { name: 'Public keys' }).inputValue());
    const log = join(folder, 'log.jsonl');
    writeFileSync(log, joined.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const { exitCode, stdout } = await run('bin/webstore.mjs', ['verify', log, '--keys', keys, '--json']);
    expect(exitCode).to.equal(0);
    expect(JSON.parse(stdout)).to.include({ intact: true, events: joined.length });
  });

  it('verifies the log in the store', async () => {
    // The first checkpoint is signed some seconds after the first event.
    await eventually(async () => {
      const { body } = await shop.client.get<{ checkpoint: object | null }>('/audit/checkpoints/latest');
      expect(body.checkpoint).to.be.an('object');
    });
    await page.getByRole('button', { name: 'Verify the log' }).click();
    const verdict = page.getByRole('status').filter({ hasText: 'signed events are what they were' });
    await verdict.waitFor();
    expect(await verdict.textContent()).to.match(/^Intact *All [1-9]/);
  });

  it('has asked nobody but the shop, and met no error', () => auditor.leave());
});

/** A line of an export. */
interface LogLine extends Omit<StoredEvent, 'streamId'> {
  readonly position: string;
  readonly stream: string;
}

/** Downloads an export; resolves with its events once the page says how many there are. */
async function downloaded(page: Page): Promise<LogLine[]> {
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  const lines = readFileSync(await (await coming).path(), 'utf8')
    .trimEnd()
    .split('\n');
  await page
    .getByRole('status')
    .filter({ hasText: `Done: ${lines.length.toLocaleString('en')} events` })
    .waitFor();
  return lines.map((line) => JSON.parse(line) as LogLine);
}

function storedEvent({ stream, revision, type, data }: LogLine): StoredEvent {
  return { streamId: stream, revision, type, data };
}

/** All that an export has to have. */
async function auditedLog(shop: TestShop): Promise<StoredEvent[]> {
  const log = await readEventLog(shop.eventStoreUrl);
  return log.filter(({ streamId, type }) => !streamId.startsWith('snapshot.') && !type.startsWith('$'));
}
