import { expect } from 'chai';
import { operation } from '../../../src/infrastructure/http/contract/operation.js';
import { RouteTable } from '../../../src/infrastructure/http/gateway/route-table.js';

const get = (path: string) => operation({ method: 'GET', path, summary: '', status: 200 });
const put = (path: string) => operation({ method: 'PUT', path, summary: '', status: 200 });
const reading = {
  service: 'reading',
  title: '',
  operations: { list: get('/carts'), one: get('/carts/{id}') },
};
const writing = {
  service: 'writing',
  title: '',
  operations: { put: put('/carts/{cartId}/items/{productId}') },
};
const changing = { service: 'changing', title: '', operations: { put: put('/carts/{cartId}') } };

describe('the route table', () => {
  const table = new RouteTable([reading, writing, changing]);

  it('finds the service by path and method, also where two share a path', () => {
    expect(table.find('GET', '/carts')).to.deep.include({ kind: 'service', service: 'reading' });
    expect(table.find('GET', '/carts/1')).to.deep.include({ service: 'reading', path: '/carts/{}' });
    expect(table.find('PUT', '/carts/1')).to.deep.include({ service: 'changing' });
    expect(table.find('PUT', '/carts/1/items/2')).to.deep.include({ service: 'writing' });
    expect(table.find('HEAD', '/carts')).to.deep.include({ service: 'reading' });
  });

  it('tells the methods of a path', () => {
    expect(table.find('DELETE', '/carts/1')).to.deep.equal({
      kind: 'other-method',
      allow: ['GET', 'HEAD', 'PUT'],
    });
  });

  it('knows no other path', () => {
    for (const path of [
      '/',
      '',
      '/cart',
      '/carts/',
      '/carts//items/2',
      '/carts/1/items',
      '/Carts',
      '/x/carts',
    ]) {
      expect(table.find('GET', path), path).to.deep.equal({ kind: 'unknown' });
    }
  });

  it('refuses two services for one call', () => {
    const rival = { ...changing, service: 'rival', operations: { put: put('/carts/{other}') } };
    expect(() => new RouteTable([changing, rival])).to.throw('two services answer PUT /carts/{other}');
  });
});
