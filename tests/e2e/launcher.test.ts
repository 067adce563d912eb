import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect } from 'chai';
import { serviceNames } from '../../src/application/service-names.js';
import { eventually } from './support/eventually.js';
import { projectRoot } from '../support/project-root.js';
import { type AnnouncedProcess, isAlive, LauncherProcess } from './support/launcher-process.js';
import { readCredentials } from '../../src/infrastructure/security/credentials-file.js';
import { ADMIN_PASSWORD, TestShop } from './support/test-shop.js';
import type { CustomerView, ProductView } from './support/views.js';

const everyProcess = [
  'registry',
  'event-store',
  'mongodb',
  'mailbox',
  'config-server',
  ...serviceNames,
  'order-service-2',
  'gateway',
];

describe('the launcher', function () {
  this.timeout(60_000);
  const otherFolder = mkdtempSync(join(tmpdir(), 'webstore-other-'));
  let shop: TestShop;
  before(async () => {
    shop = await TestShop.start(['--instances', 'order-service=2'], {
      WEBSTORE_CUSTOMER_PASSWORD: 'tea for two',
    });
  });
  after(async () => {
    await shop?.dispose();
    rmSync(otherFolder, { recursive: true });
  });

  it('announces every process and then, with the address of the gateway, that the shop is ready', () => {
    expect(shop.launcher.announced.map(({ name }) => name)).to.have.members(everyProcess);
    expect(shop.launcher.current('gateway').url).to.equal(shop.url('gateway'));
    expect(shop.launcher.output.at(-1))
      .to.match(/WebStore is ready/)
      .and.to.include(shop.url('gateway'));
  });

  it('adds a catalogue and a customer on the first start', async () => {
    await eventually(async () => {
      const products = await shop.client.list<ProductView>('/products');
      expect(products.length).to.be.within(8, 12);
      expect(products.map(({ price }) => price.currency)).to.include('EUR');
      const customers = await shop.client.list<CustomerView>('/customers?search=customer@webstore.example');
      expect(customers).to.have.lengthOf(1);
    });
  });

  it('tells nobody the passwords that it was given, and keeps them nowhere', () => {
    const told = [...shop.launcher.output, ...shop.launcher.errors].join('\n');
    for (const password of ['tea for two', ADMIN_PASSWORD]) expect(told).to.not.include(password);
    expect(readCredentials(shop.dataDirectory)).to.deep.equal({});
  });

  it('starts a process again that has died', async () => {
    for (const name of ['mailbox', 'product-service']) {
      const { pid } = shop.launcher.current(name);
      process.kill(pid, 'SIGKILL');
      await eventually(() => expect(shop.launcher.current(name).pid).to.not.equal(pid));
    }
    await eventually(async () => {
      expect((await shop.client.get('/products')).status).to.equal(200);
      expect((await fetch(`${shop.url('mailbox')}/messages`)).status).to.equal(200);
    });
  });

  it('refuses a second shop on the same data folder in one line', async () => {
    const second = new LauncherProcess(['--data', shop.dataDirectory, '--port-offset', '5999']);
    expect(await second.ended).to.equal(1);
    expect(second.errors).to.have.lengthOf(1);
    expect(second.errors[0]).to.include(`runs on ${shop.dataDirectory} already`);
  });

  it('refuses a second shop on the same ports in one line', async () => {
    const second = new LauncherProcess(['--data', otherFolder, '--port-offset', String(shop.portOffset)]);
    expect(await second.ended).to.equal(1);
    expect(second.errors).to.have.lengthOf(1);
    expect(second.errors[0]).to.match(/Port \d+ \(registry\) is in use/);
  });

  const refuses = (
    what: string,
    given: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ) => {
    it(`refuses ${what} in one line with exit code 2`, async () => {
      const refused = new LauncherProcess(given, environment);
      expect(await refused.ended).to.equal(2);
      expect(refused.errors).to.have.lengthOf(1);
      expect(refused.output).to.deep.equal([]);
    });
  };
  for (const bad of [
    ['--port-offset', 'x'],
    ['--instances', 'till=2'],
    ['--kafka', 'k'],
    ['--config', 'nowhere'],
    ['--data', '/proc/webstore'],
    ['--colour'],
    ['now'],
  ]) {
    refuses(bad.join(' '), bad);
  }

  const elsewhere = ['--data', otherFolder, '--port-offset', '5999', '--json'];
  refuses('a variable that every process reads', elsewhere, { LOG_LEVEL: 'loud' });
  refuses('a variable that some read', elsewhere, { TRACE_SAMPLE_RATIO: '7' });

  it('stops everything within 10 s when the terminal it was started in is closed', async () => {
    const pids = everyProcess.map((name) => shop.launcher.current(name).pid);
    const startedAt = performance.now();
    shop.launcher.signal('SIGHUP');
    expect(await shop.launcher.ended).to.equal(0);
    expect(performance.now() - startedAt).to.be.below(10_000);
    expect(pids.filter(isAlive)).to.deep.equal([]);
  });

  it('stops with the npm that started it', async () => {
    const given = ['--data', shop.dataDirectory, '--port-offset', String(shop.portOffset), '--json'];
    const npm = spawn('npm', ['start', '--silent', '--', ...given], {
      cwd: projectRoot,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const pids: number[] = [];
    const ended = new Promise((resolve) => npm.on('close', (code, signal) => resolve(signal ?? code)));
    for await (const line of createInterface({ input: npm.stdout })) {
      if (line.startsWith('{')) pids.push((JSON.parse(line) as AnnouncedProcess).pid);
      if (line.includes('WebStore is ready')) npm.kill('SIGTERM');
    }
    expect(await ended).to.equal(0);
    expect(pids).to.have.length.above(everyProcess.length - 2);
    expect(pids.filter(isAlive)).to.deep.equal([]);
  });

  it('leaves no orphans when it is killed itself, and its data to the next start', async () => {
    await shop.startAgain();
    const pids = everyProcess.map((name) => shop.launcher.current(name).pid);
    shop.launcher.signal('SIGKILL');
    await shop.launcher.ended;
    await eventually(() => expect(pids.filter(isAlive)).to.deep.equal([]));

    await shop.startAgain();
    expect(await shop.client.list('/products')).to.have.length.within(8, 12);
    expect(await shop.client.list('/customers?search=customer@webstore.example')).to.have.lengthOf(1);
  });
});
