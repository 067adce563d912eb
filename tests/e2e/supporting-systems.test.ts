import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ConfigServerProcess } from '../support/config-server-process.js';
import type { ConfigurationDto } from '../../src/infrastructure/http/contracts/operations/instance-dtos.js';
import type { OverviewDto } from '../../src/infrastructure/http/contracts/operations/overview-dtos.js';
import { projectRoot } from '../support/project-root.js';
import { RegistryProcess } from '../support/registry-process.js';
import { eventually } from './support/eventually.js';
import { MixedLoad } from './support/mixed-load.js';
import type { AnnouncedProcess } from './support/launcher-process.js';
import type { Customer, StoreClient } from './support/store-client.js';
import { TestShop } from './support/test-shop.js';
import { playWholeJourney } from './support/whole-journey.js';

const CIRCUIT = 'product-service.getProduct';
const requestsPerSecond = Number(process.env['WEBSTORE_TEST_RATE'] ?? 100);
/** As the launcher has it for its own. */
const ON_ONE_MACHINE = {
  EVICTION_INTERVAL_MS: '1000',
  DELTA_RETENTION_S: '30',
  SELF_PRESERVATION_PERCENT: '49',
};

describe('a shop with three order-services, whose registry and config server come and go', function () {
  this.timeout(240_000);
  const folder = mkdtempSync(join(tmpdir(), 'webstore-supporting-'));
  const configuration = join(folder, 'config');
  const stopped = new Set<number>();
  let registry: RegistryProcess;
  let configServer: ConfigServerProcess;
  let shop: TestShop;

  const startRegistry = (port = 0) =>
    RegistryProcess.start({ ...ON_ONE_MACHINE, DATA_FOLDER: join(folder, 'registry'), PORT: String(port) });
  const startConfigServer = (port = 0) => ConfigServerProcess.start({ CONFIG_FOLDER: configuration }, port);

  before(async () => {
    cpSync(join(projectRoot, 'config'), configuration, { recursive: true });
    [registry, configServer] = await Promise.all([startRegistry(), startConfigServer()]);
    const outside = ['--registry', registry.url, '--config-server', configServer.url];
    shop = await TestShop.start(['--no-demo-data', '--instances', 'order-service=3', ...outside]);
  });
  afterEach(() => {
    for (const pid of stopped) process.kill(pid, 'SIGCONT');
    stopped.clear();
  });
  after(async () => {
    await shop?.dispose();
    await registry?.end('SIGKILL');
    await configServer?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  const configure = (application: string, yaml: string): void =>
    writeFileSync(join(configuration, `${application}.yml`), yaml);

  /** Kills a process of the shop; resolves with the one in its place, once that is ready. */
  async function killAndAwait(name: string): Promise<AnnouncedProcess> {
    const next = await kill(name);
    await eventually(async () => expect(await isReady(next)).to.equal(true), 30_000);
    return next;
  }

  async function kill(name: string): Promise<AnnouncedProcess> {
    const { pid } = shop.launcher.current(name);
    process.kill(pid, 'SIGKILL');
    return eventually(() => {
      const next = shop.launcher.current(name);
      expect(next.pid).to.not.equal(pid);
      return next;
    });
  }

  async function isReady({ url }: AnnouncedProcess): Promise<boolean> {
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    return answer?.status === 200;
  }

  /** How many requests about orders a process has answered since it was started. */
  async function ordersServed({ url }: AnnouncedProcess): Promise<number> {
    const text = await (await fetch(`${url}/metrics`)).text();
    const counts = text.matchAll(/^http_server_request_duration_seconds_count\{.*route="\/orders.* (\d+)$/gm);
    return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
  }

  it('is shown to operators as a whole, each instance with what it goes by', async () => {
    const { body } = await shop.client.get<OverviewDto>('/operations/overview');
    expect(body.registry).to.deep.equal({ status: 'up', urls: [registry.url] });
    expect(body.configServer).to.deep.equal({ status: 'up', url: configServer.url });
    const orders = body.services.find(({ service }) => service === 'order-service')!;
    expect(orders.status).to.equal('up');
    expect(orders.instances.map(({ instance }) => instance).toSorted()).to.deep.equal([
      'order-service-1',
      'order-service-2',
      'order-service-3',
    ]);
    const roles = orders.instances.flatMap(({ standing }) =>
      standing!.processors.filter(({ handler }) => handler === 'process.fulfilment').map(({ role }) => role),
    );
    expect(roles.toSorted()).to.deep.equal(['following', 'following', 'leading']);

    // The gateway hands this on to the very instance.
    for (const instance of ['order-service-3', 'order-service-2']) {
      const path = `/operations/services/order-service/instances/${instance}/configuration`;
      const { body: shown } = await shop.client.get<ConfigurationDto>(path);
      expect(shown.instance).to.equal(instance);
      const timeout = shown.settings.find(({ key }) => key === 'STOCK_ANSWER_TIMEOUT_MS');
      expect(timeout).to.include({ origin: 'config-server', live: false });
      expect(timeout?.source).to.match(/order-service\.yml$/);
      const key = shown.settings.find((setting) => setting.key === 'SERVICE_PRIVATE_KEY');
      expect(key).to.include({ value: '(hidden)', secret: true, source: 'SERVICE_PRIVATE_KEY' });
    }
  });

  describe(`under ${requestsPerSecond} requests a second`, () => {
    let load: MixedLoad | undefined;
    afterEach(async () => {
      await load?.stop();
      configure('application', '');
    });

    it('loses no idempotent request, and few others, when an order-service is killed, whose successor soon has its share', async () => {
      // Whether the machine keeps up with all that runs on it is not the question here.
      configure('application', 'resilience: { default: { timeoutMs: 10000 } }');
      const { client } = shop;
      const customer = await shop.anybody.asNewCustomer();
      const teapot = await client.registerProduct(1_000_000);
      const cartId = await customer.fillCart(customer.customerId, { [teapot]: 1 });
      const line = { productId: teapot, quantity: 1, unitPrice: { amount: 1999, currency: 'EUR' } };
      const order = { customerId: customer.customerId, lines: [line] };
      const { body } = await customer.call<{ orderId: string }>('POST', '/orders', { body: order });
      const mix = mixOf(customer, client, { teapot, cartId, order, orderId: body.orderId });
      const running = (load = new MixedLoad(mix, requestsPerSecond));
      const untilSent = (seconds: number) =>
        eventually(() => expect(running.sent).to.be.at.least(seconds * requestsPerSecond), 120_000);

      await untilSent(4);
      const successor = await killAndAwait('order-service-2');
      const readyAt = performance.now();
      // Within 2 s where nothing else keeps the processors busy; the time is printed.
      await eventually(async () => expect(await ordersServed(successor)).to.be.greaterThan(0), 10_000);
      const takesTrafficAfterMs = performance.now() - readyAt;
      await untilSent(20);
      const report = await running.stop();

      const others = report.sent - report.idempotent;
      console.log(
        `      ${report.sent} requests, ${Math.round(report.perSecond)} a second, ${report.failedIdempotent.length} of ${report.idempotent} idempotent failed, ` +
          `${report.failedOthers.length} of ${others} others, traffic ${Math.round(takesTrafficAfterMs)} ms after ready`,
      );
      for (const failed of report.failedOthers) console.log(`      ${failed}`);
      expect(report.failedIdempotent.length, report.failedIdempotent.join('\n')).to.equal(0);
      expect(report.failedOthers.length / others, report.failedOthers.join('\n')).to.be.below(0.005);
    });
  });

  describe('with a product-service that hangs', () => {
    /** The state of the carts' circuit to product-service. */
    async function circuit(): Promise<string | undefined> {
      const text = await (await fetch(`${shop.url('shopping-command-service')}/metrics`)).text();
      return text.match(
        new RegExp(`^resilience4j_circuitbreaker_state{name="${CIRCUIT}",state="(\\w+)".*} 1$`, 'm'),
      )?.[1];
    }

    /** Puts something into a cart, again and again. */
    async function putter() {
      const customer = await shop.anybody.asNewCustomer();
      const teapot = await shop.client.registerProduct(10);
      const cartId = await customer.fillCart(customer.customerId, { [teapot]: 1 });
      return () => customer.call('PUT', `/carts/${cartId}/items/${teapot}`, { body: { quantity: 2 } });
    }

    it('opens the circuit of the carts, which answer 503, and closes it again by itself', async () => {
      const put = await putter();
      expect(await circuit()).to.equal('closed');

      const { pid } = shop.launcher.current('product-service');
      stopped.add(pid);
      process.kill(pid, 'SIGSTOP');
      await eventually(async () => {
        for (const { status, headers, body } of await Promise.all(Array.from({ length: 10 }, put))) {
          expect(`${status} ${body.code}`).to.equal('503 product-service-unavailable');
          expect(Number(headers.get('retry-after'))).to.be.at.least(1);
        }
        expect(await circuit()).to.equal('open');
      });

      process.kill(pid, 'SIGCONT');
      await eventually(async () => {
        expect((await put()).status).to.equal(200);
        expect(await circuit()).to.equal('closed');
      });
    });

    it('spares it by a rate limit as soon as that is configured, and for as long', async () => {
      const put = await putter();
      configure(
        'shopping-command-service',
        'resilience: { product-service: { getProduct: { rateLimit: { limitForPeriod: 1, limitRefreshPeriodMs: 3600000 } } } }',
      );
      await eventually(async () => expect((await put()).status).to.equal(503));
      expect(await circuit()).to.equal('closed');
      configure('shopping-command-service', '');
      await eventually(async () => expect((await put()).status).to.equal(200));
    });
  });

  it('limits at the gateway what a client may ask, as soon as that is configured, and for as long', async () => {
    const { pid } = shop.launcher.current('gateway');
    const products = () => shop.anybody.get('/products');
    expect((await products()).status).to.equal(200);
    configure(
      'gateway',
      'security: { rate-limits: { routes: [{ method: GET, path: /products, requests: 1, seconds: 3600 }] } }',
    );
    await eventually(async () => {
      const { status, headers, body } = await products();
      expect(`${status} ${body.code}`).to.equal('429 rate-limit-exceeded');
      expect(Number(headers.get('retry-after'))).to.be.greaterThan(60);
    });
    configure('gateway', '');
    await eventually(async () => expect((await products()).status).to.equal(200));
    expect(shop.launcher.current('gateway').pid).to.equal(pid);
  });

  describe('with its registry away', () => {
    it('serves the whole journey, also when an order-service or the gateway has to start again meanwhile', async () => {
      const port = Number(new URL(registry.url).port);
      await registry.end('SIGKILL');
      await playWholeJourney(shop);
      const successor = await killAndAwait('order-service-3');
      await killAndAwait('gateway');
      await playWholeJourney(shop);
      await eventually(async () => {
        expect((await shop.client.get('/orders')).status).to.equal(200);
        expect(await ordersServed(successor)).to.be.greaterThan(0);
      });

      registry = await startRegistry(port);
      await eventually(async () => {
        const { body } = await registry.get('/apps/ORDER-SERVICE');
        const instances = body.application.instance as { instanceId: string; status: string }[];
        expect(instances.map(({ instanceId, status }) => `${instanceId} ${status}`)).to.have.members([
          'order-service-1 UP',
          'order-service-2 UP',
          'order-service-3 UP',
        ]);
      }, 30_000);
      expect(shop.launcher.current('order-service-3').pid).to.equal(successor.pid);
    });
  });

  describe('with its config server away', () => {
    let port: number;
    before(async () => {
      port = Number(new URL(configServer.url).port);
      await configServer.kill();
    });

    it('serves the whole journey', () => playWholeJourney(shop));

    it('has a service that starts wait for it, unless that shall fail fast', async () => {
      const waiting = await kill('order-service-3');
      const told = (line: string) => line.includes('order-service: waits; The config server');
      await eventually(() => expect(shop.launcher.errors.some(told)).to.equal(true));
      expect(await isReady(waiting)).to.equal(false);
      expect(await startFailingFast(configServer.url)).to.equal(1);
      await playWholeJourney(shop);

      configServer = await startConfigServer(port);
      await eventually(async () => expect(await isReady(waiting)).to.equal(true), 30_000);
      expect(shop.launcher.current('order-service-3').pid).to.equal(waiting.pid);
    });
  });
});

/** Resolves with the exit code of an order-service that is not to wait for its configuration. */
async function startFailingFast(configServerUrl: string): Promise<unknown> {
  const service = spawn(process.execPath, [join(projectRoot, 'dist/src/services/order-service.js')], {
    env: { ...process.env, CONFIG_SERVER_URL: configServerUrl, CONFIG_FAIL_FAST: 'true', PORT: '0' },
    stdio: 'ignore',
  });
  const [code] = await once(service, 'exit');
  return code;
}

/** What customers and an administrator ask of the services in turn, most of it of order-service. */
function mixOf(
  customer: Customer,
  administrator: StoreClient,
  known: { teapot: string; cartId: string; order: object; orderId: string },
) {
  const { teapot, cartId, order, orderId } = known;
  const get = (what: string, path: string) => ({ what, idempotent: true, send: () => customer.get(path) });
  const keyed = () => ({ 'Idempotency-Key': randomUUID() });
  let quantity = 1;
  const postOrder = (headers: Record<string, string>) =>
    customer.call('POST', '/orders', { body: order, headers });
  return [
    get('GET order', `/orders/${orderId}`),
    get('GET orders', '/orders'),
    { what: 'POST order with a key', idempotent: true, send: () => postOrder(keyed()) },
    { what: 'POST order', idempotent: false, send: () => postOrder({}) },
    get('GET product', `/products/${teapot}`),
    {
      what: 'PUT item',
      idempotent: true,
      send: () =>
        customer.call('PUT', `/carts/${cartId}/items/${teapot}`, {
          body: { quantity: 1 + (quantity++ % 9) },
        }),
    },
    get('GET cart', `/carts/${cartId}`),
    {
      what: 'POST cart',
      idempotent: false,
      send: () => customer.call('POST', '/carts', { body: { customerId: customer.customerId } }),
    },
    get('GET order again', `/orders/${orderId}`),
    {
      what: 'PATCH product',
      idempotent: false,
      send: () => administrator.call('PATCH', `/products/${teapot}`, { body: { description: randomUUID() } }),
    },
  ];
}
