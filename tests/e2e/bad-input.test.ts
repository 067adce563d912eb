import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { sharedShop } from './support/shared-shop.js';
import type { Request } from './support/store-client.js';
import type { TestShop } from './support/test-shop.js';
import type { CustomerView, Problem, ProductView } from './support/views.js';

describe('bad input', function () {
  this.timeout(60_000);
  const sharing = sharedShop();
  let shop: TestShop;
  let productId: string;
  let customerId: string;
  let cartId: string;

  before(async () => {
    shop = await sharing.join();
    productId = await shop.client.registerProduct(5);
    customerId = await shop.client.registerCustomer();
    cartId = await shop.client.fillCart(customerId, { [productId]: 1 });
  });
  after(() => sharing.leave());

  const product = { name: 'Cup', description: '', price: { amount: 100, currency: 'EUR' }, initialStock: 1 };
  const customer = { email: 'x@example.com', name: 'X', password: 'long enough' };
  const huge = { ...product, description: 'x'.repeat(300 * 1024) };

  type Case = [what: string, method: string, path: string, request: Request, status: number, code: string];
  const cases: Case[] = [
    ['malformed JSON', 'POST', '/products', { body: '{"name":' }, 400, 'malformed-json'],
    ['JSON that is no object', 'POST', '/products', { body: [product] }, 400, 'validation-failed'],
    ['no body', 'POST', '/products', {}, 400, 'validation-failed'],
    ['another media type', 'POST', '/products', withType('text/plain'), 415, 'unsupported-media-type'],
    ['a body over 256 KiB', 'POST', '/products', { body: huge }, 413, 'body-too-large'],
    [
      'an unknown property',
      'POST',
      '/products',
      { body: { ...product, colour: 'red' } },
      400,
      'validation-failed',
    ],
    [
      'a name that is a number',
      'POST',
      '/products',
      { body: { ...product, name: 1 } },
      400,
      'validation-failed',
    ],
    [
      'a negative stock',
      'POST',
      '/products',
      { body: { ...product, initialStock: -1 } },
      400,
      'validation-failed',
    ],
    [
      'a fractional stock',
      'POST',
      '/products',
      { body: { ...product, initialStock: 1.5 } },
      400,
      'validation-failed',
    ],
    [
      'a price as text',
      'POST',
      '/products',
      { body: { ...product, price: '1 EUR' } },
      400,
      'validation-failed',
    ],
    ['a fractional price', 'POST', '/products', withPrice(0.5, 'EUR'), 400, 'validation-failed'],
    ['a negative price', 'POST', '/products', withPrice(-1, 'EUR'), 400, 'validation-failed'],
    ['a currency of four letters', 'POST', '/products', withPrice(1, 'EURO'), 400, 'validation-failed'],
    [
      'an address that is none',
      'POST',
      '/customers',
      { body: { ...customer, email: 'x' } },
      400,
      'validation-failed',
    ],
    [
      'a short password',
      'POST',
      '/customers',
      { body: { ...customer, password: 'x' } },
      400,
      'validation-failed',
    ],
    ['an unknown product', 'GET', '/products/nothing', {}, 404, 'product-not-found'],
    ['an unknown customer', 'GET', '/customers/nobody', {}, 404, 'customer-not-found'],
    ['an unknown cart', 'GET', '/carts/nothing', {}, 404, 'cart-not-found'],
    ['an unknown order', 'GET', '/orders/nothing', {}, 404, 'order-not-found'],
    [
      'a change to an unknown product',
      'PATCH',
      '/products/nothing',
      { body: { name: 'x' } },
      404,
      'product-not-found',
    ],
    ['a checkout of an unknown cart', 'POST', '/carts/nothing/checkout', { body: {} }, 404, 'cart-not-found'],
    ['placing an unknown order', 'POST', '/orders/nothing/place', {}, 404, 'order-not-found'],
    ['an id in no shape of ids', 'GET', '/products/%24all', {}, 404, 'product-not-found'],
    ['an unknown path', 'GET', '/nothing', {}, 404, 'route-not-found'],
    ['a method that is not there', 'PUT', '/products', { body: product }, 405, 'method-not-allowed'],
    ['a limit over 100', 'GET', '/products?limit=101', {}, 400, 'validation-failed'],
    ['a limit that is no number', 'GET', '/products?limit=many', {}, 400, 'validation-failed'],
    ['a cursor of nobody', 'GET', '/products?cursor=x', {}, 400, 'invalid-cursor'],
    [
      'a consistency token of nobody',
      'GET',
      '/products?consistentWith=x',
      {},
      400,
      'invalid-consistency-token',
    ],
    [
      'an idempotency key that is no UUID',
      'POST',
      '/products',
      withHeader('Idempotency-Key', 'x'),
      400,
      'malformed-idempotency-key',
    ],
  ];
  for (const [what, method, path, request, status, code] of cases) {
    it(`is answered ${status} ${code}: ${what}`, async () => {
      expectProblem(await shop.client.call(method, path, request), status, code);
    });
  }

  const quantities: [string, unknown][] = [
    ['negative', -1],
    ['zero', 0],
    ['fractional', 1.5],
    ['text', '1'],
    ['too great', 10_001],
    ['null', null],
    ['an object', { $gt: 0 }],
  ];
  for (const [what, quantity] of quantities) {
    it(`is answered 400: a quantity that is ${what}`, async () => {
      const path = `/carts/${cartId}/items/${productId}`;
      expectProblem(await shop.client.call('PUT', path, { body: { quantity } }), 400, 'validation-failed');
    });
  }

  it('names the place of what is wrong', async () => {
    const { body } = await shop.client.call('POST', '/products', withPrice(-1, 'EUR'));
    expect(body.errors?.map(({ path }) => path)).to.deep.equal(['price.amount']);
  });

  it('is answered 404: an unknown product for the cart', async () => {
    const answer = await shop.client.call('PUT', `/carts/${cartId}/items/nothing`, { body: { quantity: 1 } });
    expectProblem(answer, 404, 'product-not-found');
  });

  it('is answered 409: more than there is', async () => {
    const answer = await shop.client.call('PUT', `/carts/${cartId}/items/${productId}`, {
      body: { quantity: 6 },
    });
    expectProblem(answer, 409, 'insufficient-stock');
  });

  it('is answered 409: the checkout of an empty cart', async () => {
    const empty = await shop.client.fillCart(customerId, {});
    expectProblem(
      await shop.client.call('POST', `/carts/${empty}/checkout`, { body: {} }),
      409,
      'cart-empty',
    );
  });

  it('is answered 412: an If-Match of another revision', async () => {
    const change = { body: { name: 'Renamed' }, headers: { 'If-Match': '"7"' } };
    expectProblem(
      await shop.client.call('PATCH', `/products/${productId}`, change),
      412,
      'revision-mismatch',
    );
    const malformed = { ...change, headers: { 'If-Match': 'seven' } };
    expectProblem(
      await shop.client.call('PATCH', `/products/${productId}`, malformed),
      400,
      'malformed-if-match',
    );
  });

  it('is answered 409: a second customer with the same address', async () => {
    const email = `${randomUUID()}@example.com`;
    await shop.client.registerCustomer(email);
    const second = await shop.client.call('POST', '/customers', {
      body: { ...customer, email: email.toUpperCase() },
    });
    expectProblem(second, 409, 'email-taken');
  });

  describe('a repeated idempotency key', () => {
    it('is answered as the first time', async () => {
      // One of its own, of which no order takes anything meanwhile.
      const id = await shop.client.registerProduct(5);
      const request = { body: { quantity: 1 }, headers: { 'Idempotency-Key': randomUUID() } };
      const first = await shop.client.call('POST', `/products/${id}/stock`, request);
      const second = await shop.client.call('POST', `/products/${id}/stock`, request);

      expect(first.status).to.equal(200);
      expect(second).to.deep.include({ status: 200, body: first.body });
      expect(second.headers.get('etag')).to.equal(first.headers.get('etag'));
      expect(second.headers.get('idempotency-replayed')).to.equal('true');
      const token = encodeURIComponent(first.headers.get('consistency-token')!);
      const { body } = await shop.client.get<ProductView>(`/products/${id}?consistentWith=${token}`);
      expect(body.stock.onHand).to.equal(6);
    });

    it('is answered 422 when the body is another one', async () => {
      const headers = { 'Idempotency-Key': randomUUID() };
      await shop.client.call('POST', '/products', { body: product, headers });
      const other = await shop.client.call('POST', '/products', {
        body: { ...product, name: 'Other' },
        headers,
      });
      expectProblem(other, 422, 'idempotency-key-reused');
    });

    it('registers one customer however often and however fast it comes', async () => {
      const email = `${randomUUID()}@example.com`;
      const request = { body: { ...customer, email }, headers: { 'Idempotency-Key': randomUUID() } };
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => shop.client.call<CustomerView>('POST', '/customers', request)),
      );
      expect(new Set(answers.map(({ status }) => status))).to.deep.equal(new Set([201]));
      expect(new Set(answers.map(({ body }) => body.customerId))).to.have.property('size', 1);
    });
  });

  it('is answered as the first time: a second checkout', async () => {
    const cart = await shop.client.fillCart(customerId, { [productId]: 1 });
    const first = await shop.client.checkOut(cart);
    expect(await shop.client.checkOut(cart)).to.equal(first);
  });

  it('has cost no process its life', () => {
    const starts = shop.launcher.announced.map(({ name }) => name);
    expect(new Set(starts).size).to.equal(starts.length);
  });

  function withType(type: string): Request {
    return { body: JSON.stringify(product), headers: { 'Content-Type': type } };
  }

  function withHeader(name: string, value: string): Request {
    return { body: product, headers: { [name]: value } };
  }

  function withPrice(amount: number, currency: string): Request {
    return { body: { ...product, price: { amount, currency } } };
  }
});

function expectProblem(
  answer: { readonly status: number; readonly headers: Headers; readonly body: Problem },
  status: number,
  code: string,
): void {
  expect({ status: answer.status, code: answer.body.code }).to.deep.equal({ status, code });
  expect(answer.headers.get('content-type')).to.include('application/problem+json');
  expect(answer.body)
    .to.include.keys('type', 'title', 'detail', 'instance', 'traceId')
    .and.to.include({ status });
  expect(JSON.stringify(answer.body)).to.not.match(/\bat .*:\d+:\d+|node_modules/);
}
