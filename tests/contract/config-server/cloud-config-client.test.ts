import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import client from 'cloud-config-client';
import { ConfigServerProcess } from '../../support/config-server-process.js';

const secret = '{cipher}682bc583f4641835fa2db009355293665d2647dade3375c0ee201de2a49f7bda';

describe('the config server, by cloud-config-client', function () {
  this.timeout(60_000);
  let folder: string;
  let server: ConfigServerProcess;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'config-server-'));
    const files = {
      'application.yml': `shared: true\nrate: 1\nlist: [a, b, c]\nsecret: '${secret}'\ngreeting: hello \${WHO:you}\n`,
      'shop.yml': 'rate: 2\nname: shop\n---\nspring.config.activate.on-profile: eu\ncurrency: EUR\n',
      'shop-dev.properties': 'rate=3\nlist[0]=x\n',
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    server = await ConfigServerProcess.start({
      CONFIG_FOLDER: folder,
      ENCRYPT_KEY: 'foo',
      CONFIG_PASSWORD: 's3cret/+',
    });
  });

  after(async () => {
    await server?.kill();
    await rm(folder, { recursive: true, force: true });
  });

  const auth = { user: 'config', pass: 's3cret/+' };
  const load = (options: Partial<client.Options>) =>
    client.load({ endpoint: server.url, name: 'shop', auth, ...options });

  it('gives each setting from the most specific file', async () => {
    const config = await load({ profiles: ['eu', 'dev'] });
    expect(config.get('rate')).to.equal('3');
    expect(config.get('name')).to.equal('shop');
    expect(config.get('currency')).to.equal('EUR');
    expect(config.get('shared')).to.equal(true);
    expect(config.raw.profiles).to.deep.equal(['eu', 'dev']);
    expect(rates(config)).to.deep.equal(['3', undefined, 2, 1]);
  });

  it('gives values in clear that are encrypted in the file', async () => {
    expect((await load({})).get('secret')).to.equal('mysecret');
  });

  it('leaves placeholders to the client', async () => {
    expect((await load({})).get('greeting')).to.equal('hello ${WHO:you}');
    expect((await load({ context: { WHO: 'there' } })).get('greeting')).to.equal('hello there');
  });

  it('gives lists as trees again', async () => {
    expect((await load({})).toObject()).to.deep.include({ list: ['a', 'b', 'c'], rate: 2 });
    expect((await load({ profiles: 'dev' })).toObject()).to.deep.include({ list: ['x'] });
  });

  it('gives an application nobody knows what applies to all', async () => {
    const config = await load({ name: 'nobody' });
    expect(config.properties).to.have.keys(
      'shared',
      'rate',
      'list[0]',
      'list[1]',
      'list[2]',
      'secret',
      'greeting',
    );
  });

  it('knows its labels', async () => {
    expect((await load({ label: 'main' })).raw.label).to.equal('main');
    expect(await failure(load({ label: 'feature/none' }))).to.equal('Invalid response: 404');
  });

  it('asks for name and password', async () => {
    expect(await failure(load({ auth: { user: 'config', pass: 'wrong' } }))).to.equal(
      'Invalid response: 401',
    );
  });
});

function rates({ raw }: client.Config): unknown[] {
  const sources = (raw as { propertySources: { source: Record<string, unknown> }[] }).propertySources;
  return sources.map(({ source }) => source['rate']);
}

function failure(loading: Promise<unknown>): Promise<string> {
  return loading.then(
    () => 'it was loaded',
    (error: unknown) => (error as Error).message,
  );
}
