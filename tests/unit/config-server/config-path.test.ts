import { expect } from 'chai';
import { HttpError } from '../../../src/infrastructure/http/problems/http-error.js';
import { configCallOf } from '../../../src/services/config-server/http/config-path.js';

const shop = { application: 'shop', profiles: 'dev', label: undefined };

describe('config path', () => {
  for (const [path, expected] of [
    ['/shop/dev', { kind: 'environment', ...shop }],
    ['/shop/dev,eu', { kind: 'environment', ...shop, profiles: 'dev,eu' }],
    ['/shop/dev/main', { kind: 'environment', ...shop, label: 'main' }],
    ['/shop/dev/feature(_)x', { kind: 'environment', ...shop, label: 'feature/x' }],
    ['/shop/dev/feature%2Fx', { kind: 'environment', ...shop, label: 'feature/x' }],
    ['/shop-dev.yml', { kind: 'representation', format: 'yml', ...shop }],
    ['/shop-dev.yaml', { kind: 'representation', format: 'yaml', ...shop }],
    ['/shop-dev.json', { kind: 'representation', format: 'json', ...shop }],
    ['/main/shop-dev.properties', { kind: 'representation', format: 'properties', ...shop, label: 'main' }],
    ['/a(_)b/shop-dev.json', { kind: 'representation', format: 'json', ...shop, label: 'a/b' }],
    ['/till-shop-dev.yml', { kind: 'representation', format: 'yml', ...shop, application: 'till-shop' }],
    ['/shop/dev/main/nginx.conf', { kind: 'file', ...shop, label: 'main', path: 'nginx.conf' }],
    ['/shop/dev/main/etc/nginx.conf', { kind: 'file', ...shop, label: 'main', path: 'etc/nginx.conf' }],
    ['/', undefined],
    ['/shop', undefined],
    ['/shop/', undefined],
    ['/shop//dev', undefined],
    ['/shop.yml', undefined],
  ] as const) {
    it(`${path} is ${expected?.kind ?? 'nothing'}`, () => {
      expect(configCallOf(path, false)).to.deep.equal(expected);
    });
  }

  it('leaves out the label with useDefaultLabel', () => {
    expect(configCallOf('/shop/dev/nginx.conf', true)).to.deep.equal({
      kind: 'file',
      ...shop,
      path: 'nginx.conf',
    });
    expect(configCallOf('/shop/dev/etc/nginx.conf', true)).to.deep.include({ path: 'etc/nginx.conf' });
    expect(configCallOf('/shop/dev', true)).to.deep.include({ kind: 'environment' });
  });

  for (const path of [
    '/shop/dev/main/../x',
    '/shop/dev/main/%2e%2e/x',
    '/shop/dev/main/..%2f..%2fetc%2fpasswd',
    '/shop/dev/main/%2e%2e%5cx',
    '/shop/dev/main/..\\x',
    '/shop/dev/main/%252e%252e%252fx',
    '/shop/dev/main/a%00.yml',
    '/shop/dev/main/%2Fetc%2Fpasswd',
    '/shop/dev/main/.git/config',
    '/shop/dev/..',
    '/shop/dev/(_)etc',
    '/shop/dev/..(_)..(_)etc',
    '/shop/dev/a(_)..(_)b',
    '/../dev',
    '/..%2fshop/dev',
    '/sh%2fop/dev',
    '/shop/..%2f..',
    '/%2e%2e/shop-dev.yml',
    '/..%2fshop-dev.yml',
    '/..(_)x/shop-dev.json',
    '/shop-..%2fdev.yml',
  ]) {
    it(`refuses ${path}`, () => {
      expect(() => configCallOf(path, false))
        .to.throw(HttpError)
        .that.includes({ status: 400, code: 'path-refused' });
    });
  }

  it('refuses lists of names whose every pair would be looked for', () => {
    const names = (count: number) => Array.from({ length: count }, (_, index) => `n${index}`).join(',');
    expect(configCallOf(`/${names(10)}/${names(10)}`, false)).to.include({ kind: 'environment' });
    for (const path of [`/${names(11)}/dev`, `/shop/${names(11)}`, `/shop-${names(11)}.yml`]) {
      expect(() => configCallOf(path, false))
        .to.throw(HttpError)
        .that.includes({ status: 400, code: 'too-many-names' });
    }
  });

  it('refuses what is not properly encoded', () => {
    expect(() => configCallOf('/shop/%zz', false))
      .to.throw(HttpError)
      .that.includes({ code: 'malformed-path' });
    expect(() => configCallOf('/shop/dev/main/%c0%ae%c0%ae/x', false))
      .to.throw(HttpError)
      .that.includes({ code: 'malformed-path' });
  });
});
