import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { EurekaClient } from '../../../src/infrastructure/discovery/eureka/eureka-client.js';
import { EurekaDirectory } from '../../../src/infrastructure/discovery/eureka-directory.js';
import { EurekaRegistration } from '../../../src/infrastructure/discovery/eureka-registration.js';
import { SystemClock } from '../../../src/infrastructure/system/system-clock.js';
import { readInstance } from '../../../src/services/registry/representation/read-instance.js';
import { until } from '../services/support/until.js';
import { exampleInstance } from './example-instance.js';
import { RegistryProcess } from '../../support/registry-process.js';

const clock = new SystemClock();

describe('discovery by a registry', function () {
  this.timeout(60_000);
  const undo: (() => Promise<unknown>)[] = [];
  let folder: string;
  let registry: RegistryProcess;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'webstore-discovery-'));
    registry = await start();
  });
  afterEach(async () => {
    for (const step of undo.splice(0).toReversed()) await step();
    await rm(folder, { recursive: true });
  });

  async function start(own: Readonly<Record<string, string>> = {}): Promise<RegistryProcess> {
    const started = await RegistryProcess.start({
      DATA_FOLDER: folder,
      EVICTION_INTERVAL_MS: '100',
      SELF_PRESERVATION: 'false',
      ...own,
    });
    undo.push(() => started.end('SIGKILL'));
    return started;
  }

  function clientOf(...urls: readonly string[]): EurekaClient {
    const client = new EurekaClient(urls);
    undo.push(() => client.close());
    return client;
  }

  function follow(...urls: readonly string[]) {
    const log: string[] = [];
    const directory = new EurekaDirectory({
      client: clientOf(...urls),
      clock,
      refreshMs: 200,
      onAway: () => log.push('away'),
      onBack: () => log.push('back'),
    });
    directory.start();
    undo.push(() => directory.stop());
    const ids = () => directory.instancesOf('shop').map(({ instanceId }) => instanceId);
    return { directory, log, ids };
  }

  function present(id: string, isReady: () => boolean, url = registry.url): EurekaRegistration {
    const body = exampleInstance('shop', id, { leaseInfo: { renewalIntervalInSecs: 1, durationInSecs: 5 } });
    const registration = new EurekaRegistration({
      client: clientOf(url),
      clock,
      instance: readInstance(body, 'SHOP', { renewalIntervalInSecs: 1, durationInSecs: 5 }, 0),
      isReady: async () => isReady(),
      onAway: () => {},
      onRegistered: () => {},
    });
    registration.start();
    undo.push(() => registration.stop());
    return registration;
  }

  it('finds an instance when it is ready, loses it when it says goodbye, and tells of both', async () => {
    let ready = false;
    const { directory, ids } = follow(registry.url);
    let changes = 0;
    directory.onChange(() => (changes += 1));
    const registration = present('a', () => ready);
    await until(async () => (await registry.get('/apps/shop/a')).body.instance?.status === 'STARTING');
    expect(ids()).to.deep.equal([]);
    ready = true;
    await until(async () => ids().length === 1);
    expect(directory.instancesOf('shop')[0]).to.include({ service: 'shop', origin: 'http://127.0.0.1:8083' });
    await registration.stop();
    await until(async () => ids().length === 0);
    expect(changes).to.equal(2);
  });

  it('prefers instances that are up to one that is down, and takes that before none', async () => {
    let healthy = true;
    const { ids } = follow(registry.url);
    const other = present('b', () => true);
    present('a', () => healthy);
    await until(async () => ids().join() === 'a,b');
    healthy = false;
    await until(async () => ids().join() === 'b');
    await other.stop();
    await until(async () => ids().join() === 'a');
    await registry.send('PUT', '/apps/shop/a/status?value=OUT_OF_SERVICE');
    healthy = true;
    await until(async () => ids().length === 0);
  });

  it('goes on while the registry is away, and with it when it is back', async () => {
    const { log, ids } = follow(registry.url);
    present('a', () => true);
    await until(async () => ids().join() === 'a');
    await registry.end('SIGKILL');
    await until(async () => log.includes('away'));
    expect(ids()).to.deep.equal(['a']);
    present('b', () => true);
    registry = await start({ PORT: String(registry.port) });
    await until(async () => ids().join() === 'a,b');
    expect(log).to.deep.equal(['away', 'back']);
  });

  it('loses nobody to a registry that has lost its memory', async () => {
    const { directory, ids } = follow(registry.url);
    present('a', () => true);
    present('b', () => true);
    await until(async () => ids().join() === 'a,b');
    let gone = 0;
    directory.onChange(() => {
      if (ids().length < 2) gone += 1;
    });
    await registry.end('SIGKILL');
    registry = await start({ PORT: String(registry.port), DATA_FOLDER: '' });
    await until(async () => (await registry.get('/apps')).body.applications.apps__hashcode === 'UP_2_');
    expect(gone).to.equal(0);
  });

  it('shows the password in the address, and tells nobody', async () => {
    const closed = await start({ DATA_FOLDER: '', REGISTRY_PASSWORD: 'p@ss' });
    const address = (password: string) =>
      closed.url.replace('://', `://registry:${encodeURIComponent(password)}@`);
    const { ids } = follow(address('p@ss'));
    present('a', () => true, address('p@ss'));
    await until(async () => ids().join() === 'a');
    const refused: unknown = await clientOf(address('wr@ng'))
      .applications()
      .catch((error: unknown) => error);
    expect(String(refused))
      .to.include(`${closed.url} answered 401`)
      .and.not.match(/wr(@|%40)ng/);
  });

  it('goes on to the next registry', async () => {
    const second = await start({ DATA_FOLDER: '', PEER_URLS: registry.url });
    const { ids } = follow(registry.url, second.url);
    await registry.end('SIGKILL');
    present('a', () => true, second.url);
    await until(async () => ids().join() === 'a');
  });
});
