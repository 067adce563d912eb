import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { until } from '../services/support/until.js';
import { exampleInstance } from './example-instance.js';
import { RegistryProcess } from '../../support/registry-process.js';

describe('the registry as a process', function () {
  this.timeout(60_000);
  const running: RegistryProcess[] = [];
  let folder: string;

  async function start(environment: Readonly<Record<string, string>> = {}): Promise<RegistryProcess> {
    const registry = await RegistryProcess.start(environment);
    running.push(registry);
    return registry;
  }
  const register = (registry: RegistryProcess, id: string, own: Record<string, unknown> = {}) =>
    registry.send('POST', '/apps/shop', exampleInstance('shop', id, own));
  const statusOf = async (registry: RegistryProcess, id: string): Promise<string | undefined> =>
    (await registry.get(`/apps/SHOP/${id}`)).body.instance?.status;

  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'webstore-registry-'))));
  afterEach(async () => {
    for (const registry of running.splice(0)) await registry.end('SIGKILL');
    await rm(folder, { recursive: true });
  });

  it('knows after a SIGKILL what it has answered for', async () => {
    const killed = await start({ DATA_FOLDER: folder });
    await register(killed, 'a');
    await register(killed, 'b');
    await killed.send('PUT', '/apps/shop/b/status?value=OUT_OF_SERVICE');
    await killed.send('PUT', '/apps/shop/a/metadata?colour=green');
    await register(killed, 'c');
    await killed.send('DELETE', '/apps/shop/c');
    await killed.end('SIGKILL');

    const again = await start({ DATA_FOLDER: folder });
    const { applications } = (await again.get('/apps')).body;
    expect(applications.apps__hashcode).to.equal('OUT_OF_SERVICE_1_UP_1_');
    expect((await again.get('/instances/a')).body.instance.metadata).to.deep.equal({ colour: 'green' });
    expect(await again.send('PUT', '/apps/shop/a')).to.equal(200);
  });

  it('begins empty with a damaged file, and puts that aside', async () => {
    await writeFile(join(folder, 'registry.json'), '{"format":1,"leases":[{"inst');
    const registry = await start({ DATA_FOLDER: folder });
    expect((await registry.get('/apps')).body.applications.application).to.deep.equal([]);
    expect(await register(registry, 'a')).to.equal(204);
    expect((await readdir(folder)).sort()).to.deep.equal(['registry.json', 'registry.json.damaged']);
  });

  it('evicts who stops renewing', async () => {
    const registry = await start({ EVICTION_INTERVAL_MS: '100', SELF_PRESERVATION: 'false' });
    await register(registry, 'a', { leaseInfo: { renewalIntervalInSecs: 1, durationInSecs: 1 } });
    await until(async () => (await registry.get('/instances/a')).status === 404);
    const [{ instance }] = (await registry.get('/apps/delta')).body.applications.application;
    expect(instance[0].actionType).to.equal('DELETED');
  });

  describe('with a password', () => {
    const password = 's3cret/+ü';
    const headersOf = (credentials: string) => ({
      authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
    });
    const withPassword = (url: string, given = password): string =>
      url.replace('://', `://registry:${encodeURIComponent(given)}@`);

    it('asks for it, under every path but health and metrics', async () => {
      const { port } = await start({ REGISTRY_PASSWORD: password });
      const statusOfPath = async (path: string, headers = {}) =>
        (await fetch(`http://127.0.0.1:${port}${path}`, { headers })).status;
      for (const path of [
        '/eureka/apps',
        '/eureka/v2/apps/delta',
        '/eureka/peerreplication/batch',
        '/',
        '/none',
      ]) {
        expect(await statusOfPath(path), path).to.equal(401);
        expect(await statusOfPath(path, headersOf('registry:wrong')), path).to.equal(401);
        expect(await statusOfPath(path, headersOf(`registry:${password}`)), path).to.not.equal(401);
      }
      for (const path of ['/health/live', '/health/ready', '/metrics']) {
        expect(await statusOfPath(path), path).to.equal(200);
      }
      const refused = await fetch(`http://127.0.0.1:${port}/eureka/apps`);
      expect(refused.headers.get('www-authenticate')).to.equal('Basic realm="registry", charset="UTF-8"');
      expect(await refused.json()).to.include({ code: 'credentials-required' });
    });

    it('is told what goes on by a peer that has it, and by no other', async () => {
      const told = await start({ REGISTRY_PASSWORD: password });
      const knows = await start({ PEER_URLS: withPassword(told.url) });
      const guesses = await start({ PEER_URLS: withPassword(told.url, 'guessed') });
      await register(guesses, 'guessed');
      await register(knows, 'a');
      await until(async () => (await told.get('/instances/a')).status === 200);
      expect((await told.get('/instances/guessed')).status).to.equal(404);
      const page = await (await fetch(`http://127.0.0.1:${knows.port}/`)).text();
      expect(page).to.include(told.url);
      expect(page).to.not.include(encodeURIComponent(password));
    });
  });

  describe('with a peer', () => {
    /** Two that name each other, and have taken over what there was: what comes later only comes by being told. */
    async function pair(): Promise<[RegistryProcess, RegistryProcess]> {
      const first = await start();
      const other = await start({ PEER_URLS: first.url });
      await first.end('SIGKILL');
      const one = await start({ PORT: String(first.port), PEER_URLS: other.url });
      for (const { url } of [one, other]) {
        await until(async () => (await fetch(new URL('/health/ready', url))).status === 200);
      }
      return [one, other];
    }

    it('tells it everything, both ways', async () => {
      const [one, other] = await pair();
      await register(one, 'a');
      await register(other, 'b');
      for (const registry of [one, other]) {
        await until(async () => (await registry.get('/apps')).body.applications.apps__hashcode === 'UP_2_');
      }
      await one.send('PUT', '/apps/shop/a/status?value=OUT_OF_SERVICE');
      await until(async () => (await statusOf(other, 'a')) === 'OUT_OF_SERVICE');
      await one.send('DELETE', '/apps/shop/a/status?value=UP');
      await until(async () => (await statusOf(other, 'a')) === 'UP');
      await one.send('PUT', '/apps/shop/b/metadata?colour=green');
      await until(async () => (await other.get('/instances/b')).body.instance.metadata.colour === 'green');
      await other.send('DELETE', '/apps/shop/a');
      await until(async () => (await one.get('/instances/a')).status === 404);
    });

    it('learns from it what it missed, whether it was away or the other', async () => {
      const [one, other] = await pair();
      await register(one, 'a');
      await until(async () => (await other.get('/instances/a')).status === 200);
      await one.end('SIGKILL');
      await register(other, 'b');
      expect(await other.send('DELETE', '/apps/shop/a')).to.equal(200);

      const again = await start({ PORT: String(one.port), PEER_URLS: other.url });
      await until(async () => (await again.get('/instances/b')).status === 200);
      expect((await again.get('/instances/a')).status).to.equal(404);
    });

    it('does not pass on what it was told', async () => {
      const [one, other] = await pair();
      const replicated = await fetch(`${one.url}/apps/shop`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-netflix-discovery-replication': 'true' },
        body: JSON.stringify(exampleInstance('shop', 'a')),
      });
      expect(replicated.status).to.equal(204);
      await register(one, 'b');
      await until(async () => (await other.get('/instances/b')).status === 200);
      expect((await other.get('/instances/a')).status).to.equal(404);
    });

    it('answers each item of a batch for itself', async () => {
      const registry = await start();
      const { instance } = exampleInstance('shop', 'a');
      const answer = await fetch(`${registry.url}/peerreplication/batch/`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          replicationList: [
            { appName: 'SHOP', id: 'a', action: 'Register', instanceInfo: instance },
            { appName: 'SHOP', id: 'x', action: 'Heartbeat' },
            { appName: 'SHOP', id: 'y', action: 'Register', instanceInfo: {} },
            { appName: 'SHOP', id: 'a', action: 'Dance' },
            null,
          ],
        }),
      });
      const { responseList } = (await answer.json()) as { responseList: { statusCode: number }[] };
      expect(responseList.map(({ statusCode }) => statusCode)).to.deep.equal([200, 404, 400, 400, 400]);
    });
  });
});
