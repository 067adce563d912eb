import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { eventually } from './support/eventually.js';
import { TestShop } from './support/test-shop.js';

describe('the configuration of a running shop', function () {
  this.timeout(180_000);
  let folder: string;
  let shop: TestShop;

  const configure = (level: string) =>
    writeFile(join(folder, 'application.yml'), `log: { level: ${level} }\n`);
  const requestsLogged = () =>
    shop.launcher.errors.filter((line) => line.includes('"debug"') && line.includes('GET /products')).length;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'webstore-config-'));
    await configure('info');
    shop = await TestShop.start(['--no-demo-data', '--config', folder]);
  });

  after(async () => {
    await shop?.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  const products = async () => (await fetch(`${shop.url('gateway')}/products`)).status;

  it('is served to every service', async () => {
    const answer = await fetch(`${shop.url('config-server')}/product-service/default`);
    expect(await answer.json()).to.deep.nested.include({
      'propertySources[0].source': { 'log.level': 'info' },
    });
    expect(await products()).to.equal(200);
    expect(requestsLogged()).to.equal(0);
  });

  it('changes live when a file is saved, in every process', async () => {
    await configure('debug');
    await eventually(async () => {
      expect(await products()).to.equal(200);
      expect(requestsLogged()).to.be.greaterThan(1);
    });
  });

  it('stays when an invalid file is saved', async () => {
    await configure('loud');
    const refresh = () => shop.client.at(shop.url('product-service')).call('POST', '/actuator/refresh');
    expect((await refresh()).status).to.equal(409);
    const before = requestsLogged();
    await eventually(async () => {
      expect(await products()).to.equal(200);
      expect(requestsLogged()).to.be.greaterThan(before);
    });
    await configure('info');
    await eventually(async () => expect((await refresh()).body).to.deep.equal([]));
  });

  it('is refreshed by operators only, and not through the gateway', async () => {
    const path = '/actuator/refresh';
    expect((await shop.anybody.at(shop.url('product-service')).call('POST', path)).status).to.equal(401);
    expect((await shop.client.call('POST', path)).status).to.equal(404);
  });

  it('goes on to hold when the config server is killed, which starts again', async () => {
    const server = shop.launcher.announced.findLast(({ name }) => name === 'config-server')!;
    process.kill(server.pid, 'SIGKILL');
    expect(await products()).to.equal(200);
    await eventually(async () => {
      expect((await fetch(`${shop.url('config-server')}/health/ready`)).status).to.equal(200);
    });
    await configure('debug');
    const before = requestsLogged();
    await eventually(async () => {
      expect(await products()).to.equal(200);
      expect(requestsLogged()).to.be.greaterThan(before);
    });
  });
});
