import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../support/project-root.js';
import { eventually } from './support/eventually.js';
import { TestShop } from './support/test-shop.js';

const CIRCUIT = 'product-service.getProduct';

describe('a product-service that hangs', function () {
  this.timeout(120_000);
  let shop: TestShop;
  let configuration: string;
  const stopped = new Set<number>();

  before(async () => {
    configuration = mkdtempSync(join(tmpdir(), 'webstore-config-'));
    cpSync(join(projectRoot, 'config'), configuration, { recursive: true });
    shop = await TestShop.start(['--no-demo-data', '--config', configuration]);
  });
  after(async () => {
    for (const pid of stopped) process.kill(pid, 'SIGCONT');
    await shop?.dispose();
    rmSync(configuration, { recursive: true, force: true });
  });

  const configure = (yaml: string): void =>
    writeFileSync(join(configuration, 'shopping-command-service.yml'), yaml);

  /** The state of the carts' circuit to product-service. */
  async function circuit(): Promise<string | undefined> {
    const text = await (await fetch(`${shop.url('shopping-command-service')}/metrics`)).text();
    return text.match(
      new RegExp(`^resilience4j_circuitbreaker_state{name="${CIRCUIT}",state="(\\w+)".*} 1$`, 'm'),
    )?.[1];
  }

  it('opens the circuit of the carts, which answer 503, and closes it again by itself', async () => {
    const { client } = shop;
    const teapot = await client.registerProduct(10);
    const cartId = await client.fillCart(await client.registerCustomer(), { [teapot]: 1 });
    const put = () => client.call('PUT', `/carts/${cartId}/items/${teapot}`, { body: { quantity: 2 } });
    expect(await circuit()).to.equal('closed');

    const { pid } = shop.launcher.current('product-service');
    stopped.add(pid);
    process.kill(pid, 'SIGSTOP');
    await eventually(async () => {
      const { status, headers, body } = await put();
      expect(status).to.equal(503);
      expect(body.code).to.equal('product-service-unavailable');
      expect(Number(headers.get('retry-after'))).to.be.at.least(1);
      expect(await circuit()).to.equal('open');
    });

    process.kill(pid, 'SIGCONT');
    stopped.delete(pid);
    await eventually(async () => {
      expect((await put()).status).to.equal(200);
      expect(await circuit()).to.equal('closed');
    });
  });

  it('is spared by a rate limit as soon as it is configured, and for as long', async () => {
    const { client } = shop;
    const teapot = await client.registerProduct(10);
    const cartId = await client.fillCart(await client.registerCustomer(), { [teapot]: 1 });
    const put = () => client.call('PUT', `/carts/${cartId}/items/${teapot}`, { body: { quantity: 2 } });
    configure(`resilience:
  product-service:
    getProduct:
      rateLimit: { limitForPeriod: 1, limitRefreshPeriodMs: 3600000 }
`);
    await eventually(async () => expect((await put()).status).to.equal(503));
    expect(await circuit()).to.equal('closed');
    configure('');
    await eventually(async () => expect((await put()).status).to.equal(200));
  });
});
