import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import type { ServerHooks } from '../../../src/infrastructure/http/server/server-hooks.js';
import { listen, type HttpServer } from '../../../src/infrastructure/http/server/listen.js';
import { serviceApp } from '../../../src/infrastructure/http/server/service-app.js';
import { webRouter } from '../../../src/infrastructure/http/web/web-router.js';
import { until } from './support/until.js';

describe('pages of the web', () => {
  const folder = mkdtempSync(join(tmpdir(), 'webstore-site-'));
  const served = new Map<string, string>();
  let server: HttpServer;

  before(async () => {
    for (const [path, content] of Object.entries({
      'shop/index.html': '<p>shop</p>',
      'console/index.html': '<p>console</p>',
      'assets/app-1.js': 'app()',
      'assets/app-1.js.gz': gzipSync('app()'),
      '.vite/manifest.json': '{}',
    })) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    const hooks: ServerHooks = {
      served: ({ path, route }) => void served.set(path, route),
      unexpected: () => {},
    };
    server = await listen(serviceApp([webRouter(folder)], hooks), 0, '127.0.0.1');
  });
  after(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    fetch(`http://127.0.0.1:${server.port}${path}`, { headers, method, redirect: 'manual' });

  it('lead browsers from / to the storefront, and nobody else', async () => {
    const browser = await get('/', { accept: 'text/html,*/*' });
    expect(browser.status).to.equal(307);
    expect(browser.headers.get('location')).to.equal('/shop/');
    expect((await get('/', { accept: '*/*' })).status).to.equal(404);
  });

  for (const [path, content] of [
    ['/shop', 'shop'],
    ['/shop/', 'shop'],
    ['/shop/products/a.b', 'shop'],
    ['/console/streams/order-1?revision=3', 'console'],
  ] as const) {
    it(`answer ${path} with the page of its part, to be asked for anew each time`, async () => {
      const answer = await get(path);
      expect(answer.status).to.equal(200);
      expect(await answer.text()).to.equal(`<p>${content}</p>`);
      expect(answer.headers.get('content-type')).to.match(/^text\/html/);
      expect(answer.headers.get('cache-control')).to.equal('no-cache');
      const again = await get(path, { 'if-none-match': answer.headers.get('etag')! });
      expect(again.status).to.equal(304);
      expect(again.headers.get('content-security-policy')).to.match(/default-src 'none'/);
    });
  }

  it('let a page load and ask for nothing from elsewhere, and run nothing that is written into it', async () => {
    const policy = (await get('/shop/')).headers.get('content-security-policy')!;
    expect(policy).not.to.match(/unsafe|https:|\*/);
    expect(policy).to.contain("default-src 'none'").and.to.contain("frame-ancestors 'none'");
  });

  it('keep what they load for ever, compressed for those who take that', async () => {
    const plain = await get('/assets/app-1.js', { 'accept-encoding': 'identity' });
    expect(plain.headers.get('cache-control')).to.equal('public, max-age=31536000, immutable');
    expect(plain.headers.get('content-encoding')).to.equal(null);
    const packed = await get('/assets/app-1.js', { 'accept-encoding': 'gzip' });
    expect(packed.headers.get('content-encoding')).to.equal('gzip');
    expect(packed.headers.get('vary')).to.match(/accept-encoding/i);
    expect(await packed.text()).to.equal(await plain.text());
  });

  for (const path of [
    '/assets/app-2.js',
    '/assets/',
    '/assets/..%5cshop',
    '/.vite/manifest.json',
    '/shopping',
  ]) {
    it(`have nothing under ${path}`, async () => {
      const answer = await get(path);
      expect(answer.status).to.equal(404);
      expect(answer.headers.get('content-type')).to.equal('application/problem+json');
    });
  }

  it('pass over odd ranges', async () => {
    for (const range of ['bytes=3-1', 'bytes=99-', 'bytes=-x', 'lines=1']) {
      expect((await get('/assets/app-1.js', { range })).status, range).to.equal(200);
    }
  });

  it('are only read', async () => {
    const answer = await get('/shop/', {}, 'POST');
    expect(answer.status).to.equal(405);
    expect(answer.headers.get('allow')).to.equal('GET, HEAD');
  });

  it('are measured by part', async () => {
    const expected = { '/shop/a': '/shop/', '/console': '/console/', '/assets/app-1.js': '/assets/' };
    for (const path of Object.keys(expected)) await (await get(path)).text();
    await until(() => Object.entries(expected).every(([path, route]) => served.get(path) === route));
  });
});
