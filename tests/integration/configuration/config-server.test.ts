import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { LiveConfiguration } from '../../../src/infrastructure/configuration/live-configuration.js';
import { ConfigServerSettings } from '../../../src/services/config-server/config-server-settings.js';
import { startConfigServer } from '../../../src/services/config-server/start-config-server.js';
import type { RunningService } from '../../../src/services/runtime/start-service.js';

const secret = '{cipher}682bc583f4641835fa2db009355293665d2647dade3375c0ee201de2a49f7bda';
const quiet = new LiveConfiguration({ properties: new Map([['log.level', 'silent']]) });

describe('config server', function () {
  this.timeout(30_000);
  let root: string;
  let folder: string;
  let server: RunningService;
  const others: RunningService[] = [];

  const start = (own: Partial<ConfigServerSettings> = {}): Promise<RunningService> =>
    startConfigServer(
      Object.assign(new ConfigServerSettings(), {
        PORT: 0,
        CONFIG_FOLDER: folder,
        ENCRYPT_KEY: 'foo',
        ...own,
      }),
      quiet,
    );
  const startOther = async (own: Partial<ConfigServerSettings>): Promise<RunningService> => {
    const other = await start(own);
    others.push(other);
    return other;
  };
  const get = (path: string, init: RequestInit = {}, { port } = server) =>
    fetch(`http://127.0.0.1:${port}${path}`, init);
  const textOf = async (path: string, init?: RequestInit) => (await get(path, init)).text();

  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'config-server-'));
    folder = join(root, 'config');
    await mkdir(join(folder, 'etc'), { recursive: true });
    await writeFile(join(root, 'outside.yml'), 'a: outside');
    await writeFile(
      join(folder, 'application.yml'),
      `port: 1\nsecret: '${secret}'\nbad: '{cipher}00'\nurl: \${host:h}:\${port}\n`,
    );
    await writeFile(join(folder, 'shop-dev.yml'), 'port: 2\n');
    await writeFile(join(folder, 'broken.yml'), 'a: [');
    await writeFile(join(folder, 'etc', 'motd'), 'port ${port}');
    await writeFile(join(folder, 'logo.bin'), Buffer.from([0xff, 0xfe, 0x00]));
    server = await start();
  });

  after(async () => {
    await Promise.all([server, ...others].map((one) => one?.stop()));
    await rm(root, { recursive: true, force: true });
  });

  it('answers the environment of an application', async () => {
    const answer = await get('/shop/dev/main');
    expect(answer.headers.get('content-type')).to.equal('application/json');
    expect(await answer.json()).to.deep.equal({
      name: 'shop',
      profiles: ['dev'],
      label: 'main',
      version: null,
      state: null,
      propertySources: [
        { name: `file:${join(folder, 'shop-dev.yml')}`, source: { port: 2 } },
        {
          name: `file:${join(folder, 'application.yml')}`,
          source: { port: 1, secret: 'mysecret', 'invalid.bad': '<n/a>', url: '${host:h}:${port}' },
        },
      ],
    });
  });

  it('answers all settings at once in every form', async () => {
    expect(await textOf('/shop-dev.properties')).to.equal(
      'invalid.bad: <n/a>\nport: 2\nsecret: mysecret\nurl: h:2',
    );
    expect(await textOf('/main/shop-dev.yml')).to.equal(
      'invalid:\n  bad: <n/a>\nport: 2\nsecret: mysecret\nurl: h:2\n',
    );
    expect(await textOf('/shop-dev.yaml')).to.equal(await textOf('/shop-dev.yml'));
    expect(JSON.parse(await textOf('/shop-dev.json?resolvePlaceholders=false'))).to.include({
      url: '${host:h}:${port}',
    });
  });

  it('answers plain files', async () => {
    expect(await textOf('/shop/dev/main/etc/motd')).to.equal('port 2');
    expect(await textOf('/shop/x/etc/motd?useDefaultLabel')).to.equal('port 1');
    expect(await textOf('/shop/dev/main/etc/motd?resolvePlaceholders=false')).to.equal('port ${port}');
    const bytes = await get('/shop/dev/main/etc/motd', { headers: { accept: 'application/octet-stream' } });
    expect(await bytes.text()).to.equal('port ${port}');
    const binary = await get('/shop/dev/main/logo.bin');
    expect(binary.headers.get('content-type')).to.equal('application/octet-stream');
    expect([...Buffer.from(await binary.arrayBuffer())]).to.deep.equal([0xff, 0xfe, 0x00]);
  });

  for (const [path, status, code] of [
    ['/shop/dev/none', 404, 'unknown-label'],
    ['/none/shop-dev.yml', 404, 'unknown-label'],
    ['/shop/dev/none/etc/motd', 404, 'unknown-label'],
    ['/shop/dev/main/none', 404, 'file-not-found'],
    ['/shop/dev/main/etc', 404, 'file-not-found'],
    ['/broken/dev', 500, 'configuration-unreadable'],
    ['/shop', 404, 'route-not-found'],
  ] as const) {
    it(`answers ${path} with ${status} ${code}`, async () => {
      const answer = await get(path);
      expect(answer.headers.get('content-type')).to.equal('application/problem+json');
      expect([answer.status, ((await answer.json()) as { code: string }).code]).to.deep.equal([status, code]);
    });
  }

  it('can only be read', async () => {
    const answer = await get('/shop/dev', { method: 'PUT' });
    expect([answer.status, answer.headers.get('allow')]).to.deep.equal([405, 'GET, HEAD']);
    expect((await get('/shop/dev', { method: 'HEAD' })).status).to.equal(200);
  });

  for (const path of [
    '/shop/dev/main/../outside.yml',
    '/shop/dev/main/..%2foutside.yml',
    '/shop/dev/main/%2e%2e/outside.yml',
    '/shop/dev/main/%252e%252e%252foutside.yml',
    '/shop/dev/main/..%5coutside.yml',
    '/shop/dev/..(_)..',
    '/..%2foutside/dev',
    '/shop/..%2f..%2foutside',
    '/..%2foutside-x.yml',
  ]) {
    it(`refuses ${path}`, async () => {
      const answer = await raw(server.port, path);
      expect(answer)
        .to.match(/^HTTP\/1\.1 400 /)
        .and.include('"code":"path-refused"');
      expect(answer).to.not.include('a: outside');
    });
  }

  it('encrypts and decrypts', async () => {
    const post = (path: string, body: string, type = 'text/plain') =>
      get(path, { method: 'POST', body, headers: { 'content-type': type } });
    expect(await (await get('/encrypt/status')).json()).to.deep.equal({ status: 'OK' });
    const encrypted = await (await post('/encrypt', 'a secret = ä+')).text();
    expect(await (await post('/decrypt', encrypted)).text()).to.equal('a secret = ä+');
    const form = 'application/x-www-form-urlencoded';
    expect(await (await post('/decrypt', `${secret.slice(8)}=`, form)).text()).to.equal('mysecret');
    const malformed = await post('/encrypt', '%', form);
    expect(malformed.status).to.equal(400);
    expect(await malformed.json()).to.include({ code: 'malformed-form' });
    const refused = await post('/decrypt', 'abc');
    expect([refused.status, await refused.json()]).to.deep.equal([
      400,
      { description: 'Text not encrypted with this key', status: 'INVALID' },
    ]);
  });

  it('says that it has no key', async () => {
    const other = await startOther({ ENCRYPT_KEY: '' });
    for (const [path, method] of [
      ['/encrypt/status', 'GET'],
      ['/encrypt', 'POST'],
      ['/decrypt', 'POST'],
    ] as const) {
      const answer = await get(path, { method, ...(method === 'POST' && { body: 'x' }) }, other);
      expect([answer.status, ((await answer.json()) as { status: string }).status]).to.deep.equal([
        404,
        'NO_KEY',
      ]);
    }
  });

  it('asks for a password where it has one, but not for its health', async () => {
    const other = await startOther({ CONFIG_USER: 'me', CONFIG_PASSWORD: 'secret' });
    const authorization = `Basic ${Buffer.from('me:secret').toString('base64')}`;
    expect((await get('/shop/dev', {}, other)).status).to.equal(401);
    expect((await get('/changes', {}, other)).status).to.equal(401);
    expect((await get('/shop/dev', { headers: { authorization } }, other)).status).to.equal(200);
    for (const path of ['/health/live', '/health/ready', '/metrics', '/actuator/health']) {
      expect((await get(path, {}, other)).status, path).to.equal(200);
    }
  });

  it('announces changes', async () => {
    const stop = new AbortController();
    const stream = await get('/changes', { signal: stop.signal });
    expect(stream.headers.get('content-type')).to.equal('text/event-stream');
    const events = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await events.read()).value).to.equal('retry: 1000\n\n');
    await writeFile(join(folder, 'shop-dev.yml'), 'port: 3\n');
    expect((await events.read()).value).to.equal('event: change\ndata: {}\n\n');
    expect(await textOf('/shop-dev.properties')).to.include('port: 3');
    stop.abort();
  });

  it('looks for changes when a web hook asks it to', async () => {
    expect((await get('/monitor', { method: 'POST', body: '{}' })).status).to.equal(204);
  });
});

/** The answer to a path that no client would send. */
async function raw(port: number, path: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  let answer = '';
  socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
  await once(socket, 'close');
  return answer;
}
