import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { expectProblem } from './support/api-client.js';
import { Shop } from './support/shop.js';

const EUR = (amount: number) => ({ amount, currency: 'EUR' });
const lamp = { name: 'Lamp', description: 'Bright', price: EUR(1999), initialStock: 10 };

describe('product-service', function () {
  this.timeout(30_000);
  let shop: Shop;
  before(async () => (shop = await Shop.start()));
  after(() => shop.stop());

  const registered = async (body: object = lamp): Promise<string> =>
    (await shop.gateway.post('/products', body)).body['productId'] as string;

  it('registers a product and shows it', async () => {
    const answer = await shop.gateway.post('/products', lamp);
    const { productId } = answer.body;
    expect(answer.status).to.equal(201);
    expect(answer.headers.get('location')).to.equal(`/products/${productId}`);
    const shown = await shop.gateway.after(answer, `/products/${productId}`);
    expect(shown.status).to.equal(200);
    const { initialStock: _, ...details } = lamp;
    expect(shown.body).to.deep.equal({
      productId,
      ...details,
      stock: { onHand: 10, reserved: 0, available: 10 },
      status: 'active',
      revision: shown.body['revision'],
    });
    expect(shown.headers.get('etag')).to.equal(`"${shown.body['revision']}"`);
    expect(answer.headers.get('etag')).to.equal(shown.headers.get('etag'));
  });

  it('shows a product right behind its registration, without a token', async () => {
    expect((await shop.gateway.get(`/products/${await registered()}`)).status).to.equal(200);
  });

  it('takes an id from outside, once', async () => {
    const productId = `lamp-${randomUUID()}`;
    expect((await shop.gateway.post('/products', { ...lamp, productId })).body['productId']).to.equal(
      productId,
    );
    expectProblem(
      await shop.gateway.post('/products', { ...lamp, productId, name: 'Other' }),
      409,
      'product-exists',
    );
  });

  it('changes details and price', async () => {
    const id = await registered();
    const patched = await shop.gateway.patch(`/products/${id}`, { name: 'Lamp II' });
    expect(patched.status).to.equal(200);
    const priced = await shop.gateway.put(`/products/${id}/price`, { price: EUR(2499) });
    expect(priced.status).to.equal(200);
    expect(priced.body).to.deep.equal({
      productId: id,
      revision: Number(priced.headers.get('etag')?.slice(1, -1)),
    });
    const shown = await shop.gateway.after(priced, `/products/${id}`);
    expect(shown.body).to.deep.include({ name: 'Lamp II', description: 'Bright', price: EUR(2499) });
  });

  it('replenishes', async () => {
    const id = await registered();
    const answer = await shop.gateway.post(`/products/${id}/stock`, { quantity: 5 });
    expect(answer.status).to.equal(200);
    const shown = await shop.gateway.after(answer, `/products/${id}`);
    expect(shown.body['stock']).to.deep.equal({ onHand: 15, reserved: 0, available: 15 });
  });

  it('discontinues, and refuses changes from then on', async () => {
    const id = await registered();
    const answer = await shop.gateway.delete(`/products/${id}`);
    expect(answer.status).to.equal(204);
    expect(answer.body).to.deep.equal({ text: '' });
    expect((await shop.gateway.after(answer, `/products/${id}`)).body['status']).to.equal('discontinued');
    expectProblem(
      await shop.gateway.post(`/products/${id}/stock`, { quantity: 5 }),
      409,
      'product-discontinued',
    );
  });

  it('does not know an unknown product', async () => {
    const id = randomUUID();
    expectProblem(await shop.gateway.get(`/products/${id}`), 404, 'product-not-found');
    expectProblem(await shop.gateway.patch(`/products/${id}`, { name: 'x' }), 404, 'product-not-found');
    expectProblem(
      await shop.gateway.put(`/products/${id}/price`, { price: EUR(1) }),
      404,
      'product-not-found',
    );
    expectProblem(
      await shop.gateway.post(`/products/${id}/stock`, { quantity: 1 }),
      404,
      'product-not-found',
    );
    expectProblem(await shop.gateway.delete(`/products/${id}`), 404, 'product-not-found');
  });

  it('refuses quantities and prices that are none', async () => {
    const id = await registered();
    for (const quantity of [0, -1, 1.5, '2', null, 1e10]) {
      expectProblem(await shop.gateway.post(`/products/${id}/stock`, { quantity }), 400, 'validation-failed');
    }
    for (const price of [EUR(-1), EUR(0.5), { amount: 1, currency: 'eur' }, { amount: 1 }]) {
      expectProblem(await shop.gateway.put(`/products/${id}/price`, { price }), 400, 'validation-failed');
    }
    expectProblem(
      await shop.gateway.post('/products', { ...lamp, initialStock: -1 }),
      400,
      'validation-failed',
    );
    expectProblem(await shop.gateway.post('/products', { ...lamp, colour: 'red' }), 400, 'validation-failed');
  });

  it('lists with search, stock and pages', async () => {
    const word = `w${randomUUID().slice(0, 8)}`;
    for (const [name, initialStock] of [
      ['one', 1],
      ['two', 0],
      ['three', 1],
    ] as const) {
      await shop.gateway.after(
        await shop.gateway.post('/products', {
          ...lamp,
          name: `${name} ${word.toUpperCase()}`,
          initialStock,
        }),
        `/products?limit=1`,
      );
    }
    const names = (body: Record<string, unknown>) =>
      (body['items'] as { name: string }[]).map(({ name }) => name.split(' ')[0]).sort();
    const first = await shop.gateway.get(`/products?search=${word}&limit=2`);
    expect(first.body['items']).to.have.length(2);
    const second = await shop.gateway.get(
      `/products?search=${word}&limit=2&cursor=${first.body['nextCursor']}`,
    );
    expect(second.body['nextCursor']).to.equal(null);
    expect([...names(first.body), ...names(second.body)].sort()).to.deep.equal(['one', 'three', 'two']);
    const inStock = await shop.gateway.get(`/products?search=${word}&inStock=true`);
    expect(names(inStock.body)).to.deep.equal(['one', 'three']);
    const outOfStock = await shop.gateway.get(`/products?search=${word}&inStock=false`);
    expect(names(outOfStock.body)).to.deep.equal(['two']);
    const all = await shop.gateway.get('/products?limit=100');
    expect((await shop.gateway.get('/products?search=&limit=100')).body).to.deep.equal(all.body);
    expect((await shop.gateway.get('/customers?search=')).status).to.equal(200);
  });

  it('refuses list parameters that are none', async () => {
    for (const query of ['limit=0', 'limit=101', 'limit=x', 'inStock=maybe', 'colour=red']) {
      expectProblem(await shop.gateway.get(`/products?${query}`), 400, 'validation-failed');
    }
    expectProblem(await shop.gateway.get('/products?cursor=garbage'), 400, 'invalid-cursor');
    expectProblem(
      await shop.gateway.get('/products?consistentWith=garbage'),
      400,
      'invalid-consistency-token',
    );
  });

  it('honours If-Match', async () => {
    const id = await registered();
    const { headers } = await shop.gateway.get(`/products/${id}?latest=true`);
    const current = headers.get('etag') ?? '';
    const patch = (ifMatch: string) =>
      shop.gateway.patch(`/products/${id}`, { name: `Lamp ${ifMatch}` }, { 'if-match': ifMatch });
    expect((await patch(current)).status).to.equal(200);
    expectProblem(await patch(current), 412, 'revision-mismatch');
    expect((await patch('*')).status).to.equal(200);
    expectProblem(await patch('1'), 400, 'malformed-if-match');
  });

  describe('Idempotency-Key', () => {
    it('repeats the first answer, also after a restart and in another instance', async () => {
      const key = { 'idempotency-key': randomUUID() };
      const first = await shop.gateway.post('/products', lamp, key);
      const again = await shop.gateway.post('/products', lamp, key);
      const other = await shop.startProductService('product-service-2');
      const elsewhere = await shop.gateway.at(`http://127.0.0.1:${other.port}`).post('/products', lamp, key);
      expect(first.headers.get('idempotency-replayed')).to.equal(null);
      for (const headers of [again.headers, elsewhere.headers]) {
        expect(headers.get('idempotency-replayed')).to.equal('true');
        for (const name of ['etag', 'location', 'consistency-token']) {
          expect(headers.get(name)).to.equal(first.headers.get(name));
        }
      }
      expect(again.status).to.equal(201);
      expect(elsewhere.status).to.equal(201);
      expect(again.body).to.deep.equal(first.body);
      expect(elsewhere.body).to.deep.equal(first.body);
    });

    it('adds up once, however often and at once it is repeated', async () => {
      const id = await registered();
      const key = { 'idempotency-key': randomUUID() };
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => shop.gateway.post(`/products/${id}/stock`, { quantity: 5 }, key)),
      );
      expect(answers.map(({ status }) => status)).to.deep.equal(Array(10).fill(200));
      const shown = await shop.gateway.after(answers[0]!, `/products/${id}`);
      expect(shown.body['stock']).to.deep.include({ onHand: 15 });
    });

    it('refuses the key for another body', async () => {
      const key = { 'idempotency-key': randomUUID() };
      await shop.gateway.post('/products', lamp, key);
      expectProblem(
        await shop.gateway.post('/products', { ...lamp, name: 'x' }, key),
        422,
        'idempotency-key-reused',
      );
    });
  });
});
