import { expect } from 'chai';
import { operation } from '../../../src/infrastructure/http/contract/operation.js';
import type { GatewayHandler } from '../../../src/infrastructure/http/gateway/gateway-filter.js';
import { RouteTable } from '../../../src/infrastructure/http/gateway/routing/route-table.js';
import { exchangeOf } from './support/exchange-of.js';

const get = (path: string) => operation({ method: 'GET', path, summary: '', access: 'public', status: 200 });
const put = (path: string) => operation({ method: 'PUT', path, summary: '', access: 'public', status: 200 });
const reading = {
  service: 'reading',
  title: '',
  operations: { list: get('/carts'), one: get('/carts/{id}'), all: get('/carts/all') },
};
const writing = {
  service: 'writing',
  title: '',
  operations: { put: put('/carts/{cartId}/items/{productId}') },
};
const changing = { service: 'changing', title: '', operations: { put: put('/carts/{cartId}') } };

describe('the route table', () => {
  const asked: string[] = [];
  const noting =
    (what: string): GatewayHandler =>
    async () => {
      asked.push(what);
    };
  const tableOf = (contracts = [reading, writing, changing]): RouteTable =>
    new RouteTable({
      contracts,
      configured: [],
      toService: noting,
      otherMethod: (allow) => noting(allow.join(', ')),
    });
  const table = tableOf();
  const find = (method: string, url: string) => {
    const exchange = exchangeOf({ method, url });
    const route = table.find(exchange);
    void route?.handle(exchange);
    return route === undefined ? undefined : `${route.name} → ${asked.at(-1)}`;
  };

  it('finds the service by path and method, also where two share a path', () => {
    expect(find('GET', '/carts')).to.equal('/carts → reading');
    expect(find('GET', '/carts/1')).to.equal('/carts/{} → reading');
    expect(find('GET', '/carts/1?x=/y')).to.equal('/carts/{} → reading');
    expect(find('PUT', '/carts/1')).to.equal('/carts/{} → changing');
    expect(find('PUT', '/carts/1/items/2')).to.equal('/carts/{}/items/{} → writing');
    expect(find('HEAD', '/carts')).to.equal('/carts → reading');
  });

  it('prefers a literal segment, whose methods are then all there are', () => {
    expect(find('GET', '/carts/all')).to.equal('/carts/all → reading');
    expect(find('PUT', '/carts/all/items/2')).to.equal('/carts/{}/items/{} → writing');
  });

  it('tells the methods of a path', () => {
    expect(find('DELETE', '/carts/1')).to.equal('other-method → GET, HEAD, PUT');
  });

  it('knows no other path', () => {
    for (const path of ['/', '/cart', '/carts/', '/carts//items/2', '/carts/1/items', '/Carts', '/x/carts']) {
      expect(find('GET', path), path).to.equal(undefined);
    }
  });

  it('refuses two services for one call', () => {
    const rival = { ...changing, service: 'rival', operations: { put: put('/carts/{other}') } };
    expect(() => tableOf([changing, rival] as never)).to.throw('two services answer PUT /carts/{other}');
  });
});
