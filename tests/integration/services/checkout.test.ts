import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { expectProblem, type Answer } from './support/api-client.js';
import { Shop } from './support/shop.js';
import { until } from './support/until.js';

const EUR = (amount: number) => ({ amount, currency: 'EUR' });
const address = { street: 'Main Street 1', postalCode: '12345', city: 'Town', country: 'DE' };

describe('carts and orders', function () {
  this.timeout(30_000);
  let shop: Shop;
  let customerId: string;
  before(async () => {
    shop = await Shop.start();
    const person = { email: `${randomUUID()}@example.com`, name: 'Ann', password: 'correct horse' };
    customerId = (await shop.gateway.post('/customers', person)).body['customerId'];
  });
  after(() => shop.stop());

  const product = async (initialStock = 10, price = EUR(1999)): Promise<string> => {
    const answer = await shop.gateway.post('/products', {
      name: 'Lamp',
      description: '',
      price,
      initialStock,
    });
    return answer.body['productId'];
  };
  const cart = async (): Promise<string> =>
    (await shop.gateway.post('/carts', { customerId })).body['cartId'];
  const put = (cartId: string, productId: string, quantity: unknown): Promise<Answer> =>
    shop.gateway.put(`/carts/${cartId}/items/${productId}`, { quantity });
  const outcomeOf = async (orderId: string): Promise<Answer> => {
    let order = await shop.gateway.get(`/orders/${orderId}`);
    await until(async () => {
      order = await shop.gateway.get(`/orders/${orderId}`);
      return ['confirmed', 'rejected', 'cancelled'].includes(order.body['status']);
    });
    return order;
  };

  describe('a cart', () => {
    it('is opened under an id of the caller, or one of its own', async () => {
      const cartId = randomUUID();
      const answer = await shop.gateway.post('/carts', { customerId, cartId });
      expect(answer.status).to.equal(201);
      expect(answer.headers.get('location')).to.equal(`/carts/${cartId}`);
      const shown = await shop.gateway.after(answer, `/carts/${cartId}`);
      expect(shown.body).to.deep.equal({
        cartId,
        customerId,
        status: 'open',
        lines: [],
        total: null,
        revision: 0,
      });
      expectProblem(await shop.gateway.post('/carts', { customerId: 'other', cartId }), 409, 'cart-exists');
    });

    it('takes products with name and price of the moment, and adds up', async () => {
      const [cartId, one, two] = [await cart(), await product(), await product(5, EUR(250))];
      expect((await put(cartId, one, 2)).status).to.equal(200);
      await put(cartId, two, 4);
      const answer = await put(cartId, one, 3);
      expect(answer.body).to.deep.equal({ cartId, revision: 3 });
      const shown = await shop.gateway.after(answer, `/carts/${cartId}`);
      expect(shown.body['total']).to.deep.equal(EUR(3 * 1999 + 4 * 250));
      expect(shown.body['lines']).to.have.deep.members([
        { productId: one, name: 'Lamp', unitPrice: EUR(1999), quantity: 3, lineTotal: EUR(5997) },
        { productId: two, name: 'Lamp', unitPrice: EUR(250), quantity: 4, lineTotal: EUR(1000) },
      ]);
      const removed = await shop.gateway.delete(`/carts/${cartId}/items/${one}`);
      expect(removed.status).to.equal(204);
      const left = await shop.gateway.after(removed, `/carts/${cartId}`);
      expect(left.body['total']).to.deep.equal(EUR(1000));
    });

    it('refuses unknown, discontinued and scarce products', async () => {
      const [cartId, scarce, gone] = [await cart(), await product(2), await product()];
      await shop.gateway.after(await shop.gateway.delete(`/products/${gone}`), `/products/${gone}`);
      expectProblem(await put(cartId, randomUUID(), 1), 404, 'product-not-found');
      expectProblem(await put(cartId, gone, 1), 409, 'product-discontinued');
      const answer = await put(cartId, scarce, 3);
      expectProblem(answer, 409, 'insufficient-stock');
      expect(answer.body['details']).to.deep.equal({ productId: scarce, requested: 3, available: 2 });
    });

    it('takes what was registered a moment ago', async () => {
      const cartId = await cart();
      const answers = await Promise.all(
        Array.from({ length: 10 }, async () => put(cartId, await product(1), 1)),
      );
      expect(answers.map(({ status }) => status)).to.deep.equal(Array(10).fill(200));
    });

    it('refuses quantities that are none', async () => {
      const [cartId, productId] = [await cart(), await product()];
      for (const quantity of [0, -1, 1.5, '1', null, 10_001]) {
        expectProblem(await put(cartId, productId, quantity), 400, 'validation-failed');
      }
    });

    it('holds one currency', async () => {
      const [cartId, euros, dollars] = [
        await cart(),
        await product(),
        await product(1, { amount: 1, currency: 'USD' }),
      ];
      await put(cartId, euros, 1);
      expectProblem(await put(cartId, dollars, 1), 409, 'currency-mismatch');
    });

    it('is not known when nobody opened it', async () => {
      const cartId = randomUUID();
      expectProblem(await put(cartId, await product(), 1), 404, 'cart-not-found');
      expectProblem(await shop.gateway.delete(`/carts/${cartId}`), 404, 'cart-not-found');
      expectProblem(await shop.gateway.delete(`/carts/${cartId}/items/x`), 404, 'cart-not-found');
      expectProblem(await shop.gateway.post(`/carts/${cartId}/checkout`), 404, 'cart-not-found');
      expectProblem(await shop.gateway.get(`/carts/${cartId}`), 404, 'cart-not-found');
    });

    it('can be abandoned, and is closed then', async () => {
      const cartId = await cart();
      const answer = await shop.gateway.delete(`/carts/${cartId}`);
      expect(answer.status).to.equal(204);
      expect((await shop.gateway.after(answer, `/carts/${cartId}`)).body['status']).to.equal('abandoned');
      expectProblem(await put(cartId, await product(), 1), 409, 'cart-abandoned');
      expectProblem(await shop.gateway.post(`/carts/${cartId}/checkout`), 409, 'cart-abandoned');
    });

    it('is listed for its customer', async () => {
      const mine = randomUUID();
      await shop.gateway.post('/carts', { customerId: mine });
      const answer = await shop.gateway.post('/carts', { customerId: mine });
      const listed = await shop.gateway.after(answer, `/carts?customerId=${mine}`);
      expect(listed.body['items']).to.have.length(2);
    });
  });

  describe('a checkout', () => {
    it('becomes a confirmed order, moves stock and ends in e-mails', async () => {
      const [cartId, productId] = [await cart(), await product()];
      await put(cartId, productId, 3);
      const answer = await shop.gateway.post(`/carts/${cartId}/checkout`, { shippingAddress: address });
      const { orderId } = answer.body;
      expect(answer.status).to.equal(202);
      expect(answer.body).to.deep.equal({ cartId, orderId });
      expect(answer.headers.get('location')).to.equal(`/orders/${orderId}`);

      const order = await outcomeOf(orderId);
      expect(order.body).to.deep.include({
        orderId,
        customerId,
        status: 'confirmed',
        shippingAddress: address,
      });
      expect(order.body['total']).to.deep.equal(EUR(5997));
      const events = order.body['timeline'].map(({ event }: { event: string }) => event);
      expect(events).to.deep.equal(['OrderCreated', 'OrderPlaced', 'OrderConfirmed']);
      expect((await shop.gateway.get(`/carts/${cartId}`)).body).to.deep.include({
        status: 'checked-out',
        orderId,
      });

      const stock = async () => (await shop.gateway.get(`/products/${productId}`)).body['stock'];
      await until(async () => (await stock()).onHand === 7);
      expect(await stock()).to.deep.equal({ onHand: 7, reserved: 0, available: 7 });

      const mails = async () =>
        (await shop.gateway.get(`/customers/${customerId}/emails?limit=100`)).body['items'].filter(
          (mail: { orderId: string }) => mail.orderId === orderId,
        );
      await until(
        async () => (await mails()).filter((mail: { status: string }) => mail.status === 'sent').length === 2,
      );
      const kinds = (await mails()).map(
        ({ kind, attempts }: Record<string, unknown>) => `${kind} ${attempts}`,
      );
      expect(kinds).to.have.members(['order-received 1', 'order-confirmed 1']);
    });

    it('answers a second time as the first', async () => {
      const [cartId, productId] = [await cart(), await product()];
      await put(cartId, productId, 1);
      const first = await shop.gateway.post(`/carts/${cartId}/checkout`);
      const second = await shop.gateway.post(`/carts/${cartId}/checkout`);
      expect(second.status).to.equal(202);
      expect(second.body).to.deep.equal(first.body);
      expect(second.headers.get('location')).to.equal(first.headers.get('location'));
      expectProblem(await put(cartId, productId, 2), 409, 'cart-already-checked-out');
      expectProblem(await shop.gateway.delete(`/carts/${cartId}`), 409, 'cart-already-checked-out');
    });

    it('answers a second time as the first also under the If-Match of the first', async () => {
      const [cartId, productId] = [await cart(), await product()];
      const before = (await put(cartId, productId, 1)).headers.get('etag')!;
      const checkout = (ifMatch: string) =>
        shop.gateway.post(`/carts/${cartId}/checkout`, undefined, { 'if-match': ifMatch });
      expectProblem(await checkout('"0"'), 412, 'revision-mismatch');
      const first = await checkout(before);
      for (const ifMatch of [before, first.headers.get('etag')!]) {
        const again = await checkout(ifMatch);
        expect([again.status, again.body]).to.deep.equal([202, first.body]);
        expect(again.headers.get('etag')).to.equal(first.headers.get('etag'));
      }
      for (const ifMatch of ['"0"', `W/${before}`]) {
        expectProblem(await checkout(ifMatch), 412, 'revision-mismatch');
      }
    });

    it('needs something in the cart', async () => {
      expectProblem(await shop.gateway.post(`/carts/${await cart()}/checkout`), 409, 'cart-empty');
    });

    it('is rejected when one line is short, and the other lines are free again', async () => {
      const [cartId, plenty, scarce] = [await cart(), await product(10), await product(2)];
      await put(cartId, plenty, 5);
      await put(cartId, scarce, 2);
      const rival = await shop.gateway.post('/orders', {
        customerId,
        lines: [{ productId: scarce, quantity: 1, unitPrice: EUR(1999) }],
      });
      await shop.gateway.post(`/orders/${rival.body['orderId']}/place`);
      expect((await outcomeOf(rival.body['orderId'])).body['status']).to.equal('confirmed');

      const { orderId } = (await shop.gateway.post(`/carts/${cartId}/checkout`)).body;
      const order = await outcomeOf(orderId);
      expect(order.body['status']).to.equal('rejected');
      expect(order.body['rejection']).to.deep.equal({
        code: 'insufficient-stock',
        lines: [{ productId: scarce, code: 'insufficient-stock', requested: 2, available: 1 }],
      });
      const stock = async () => (await shop.gateway.get(`/products/${plenty}`)).body['stock'];
      await until(async () => (await stock()).reserved === 0);
      expect(await stock()).to.deep.equal({ onHand: 10, reserved: 0, available: 10 });
    });
  });

  describe('an order', () => {
    const lines = async () => [{ productId: await product(), quantity: 2, unitPrice: EUR(1999) }];

    it('is created without being placed, and can be cancelled', async () => {
      const answer = await shop.gateway.post('/orders', { customerId, lines: await lines() });
      const { orderId } = answer.body;
      expect(answer.status).to.equal(201);
      expect(answer.headers.get('location')).to.equal(`/orders/${orderId}`);
      const created = await shop.gateway.after(answer, `/orders/${orderId}`);
      expect(created.body).to.deep.include({ status: 'created', total: EUR(3998) });
      const cancelled = await shop.gateway.post(`/orders/${orderId}/cancel`, { reason: 'changed my mind' });
      expect(cancelled.status).to.equal(202);
      const shown = await shop.gateway.after(cancelled, `/orders/${orderId}`);
      expect(shown.body['status']).to.equal('cancelled');
      expectProblem(await shop.gateway.post(`/orders/${orderId}/cancel`), 409, 'order-already-closed');
      expectProblem(await shop.gateway.post(`/orders/${orderId}/place`), 409, 'order-already-closed');
    });

    it('is placed once', async () => {
      const { orderId } = (await shop.gateway.post('/orders', { customerId, lines: await lines() })).body;
      expect((await shop.gateway.post(`/orders/${orderId}/place`)).status).to.equal(202);
      expect((await shop.gateway.post(`/orders/${orderId}/place`)).status).to.equal(202);
      const order = await outcomeOf(orderId);
      expect(order.body['timeline']).to.have.length(3);
      expectProblem(await shop.gateway.post(`/orders/${orderId}/cancel`), 409, 'order-already-closed');
    });

    it('is the same when created again, and another one is refused', async () => {
      const orderId = randomUUID();
      const body = { customerId, orderId, lines: await lines() };
      await shop.gateway.post('/orders', body);
      expect((await shop.gateway.post('/orders', body)).status).to.equal(201);
      expectProblem(
        await shop.gateway.post('/orders', { ...body, lines: await lines() }),
        409,
        'order-exists',
      );
    });

    it('is refused to a customer at another price than the one of now', async () => {
      const customer = await shop.newCustomer();
      const [lamp, chair] = [await product(), await product(5, EUR(500))];
      const order = (unitPrice: object, more: object[] = []) =>
        customer.post('/orders', {
          customerId: customer.customerId,
          lines: [{ productId: lamp, quantity: 1, unitPrice }, ...more],
        });
      const cheap = await order(EUR(1), [{ productId: chair, quantity: 1, unitPrice: EUR(500) }]);
      expectProblem(cheap, 409, 'price-changed');
      expect(cheap.body['details']).to.deep.equal({ lines: [{ productId: lamp, price: EUR(1999) }] });
      expectProblem(await order({ amount: 1999, currency: 'USD' }), 409, 'price-changed');
      expect((await order(EUR(1999))).status).to.equal(201);

      await shop.gateway.put(`/products/${lamp}/price`, { price: EUR(2500) });
      expect((await order(EUR(2500))).status).to.equal(201);
      await until(async () => (await shop.gateway.get(`/products/${lamp}`)).body['price'].amount === 2500);
      expectProblem(await order(EUR(1999)), 409, 'price-changed');
    });

    it('of a customer for a product that nobody knows is rejected when placed', async () => {
      const customer = await shop.newCustomer();
      const { body } = await customer.post('/orders', {
        customerId: customer.customerId,
        lines: [{ productId: randomUUID(), quantity: 1, unitPrice: EUR(1) }],
      });
      await customer.post(`/orders/${body['orderId']}/place`);
      expect((await outcomeOf(body['orderId'])).body['rejection'].lines[0].code).to.equal(
        'product-not-found',
      );
    });

    it('is answered 503 to a customer while product-service is away, and nothing is created', async () => {
      const customer = await shop.newCustomer();
      const body = { customerId: customer.customerId, lines: await lines() };
      await shop.stopOne('product-service');
      try {
        const answer = await customer.post('/orders', body);
        expectProblem(answer, 503, 'product-service-unavailable');
        expect(answer.headers.get('retry-after')).to.match(/^\d+$/);
      } finally {
        await shop.startProductService('product-service-1');
      }
      await until(async () => (await customer.post('/orders', body)).status === 201);
      await until(async () => (await shop.gateway.get('/products')).status === 200);
    });

    it('is listed by customer and status', async () => {
      const mine = randomUUID();
      const created = await shop.gateway.post('/orders', { customerId: mine, lines: await lines() });
      const other = await shop.gateway.post('/orders', { customerId: mine, lines: await lines() });
      const cancelled = await shop.gateway.post(`/orders/${other.body['orderId']}/cancel`);
      const ids = (answer: Answer) => answer.body['items'].map(({ orderId }: { orderId: string }) => orderId);
      const all = await shop.gateway.after(cancelled, `/orders?customerId=${mine}`);
      expect(ids(all)).to.have.members([created.body['orderId'], other.body['orderId']]);
      const open = await shop.gateway.get(`/orders?customerId=${mine}&status=created`);
      expect(ids(open)).to.deep.equal([created.body['orderId']]);
      expectProblem(await shop.gateway.get('/orders?status=lost'), 400, 'validation-failed');
    });

    it('is not known when nobody created it', async () => {
      const orderId = randomUUID();
      expectProblem(await shop.gateway.get(`/orders/${orderId}`), 404, 'order-not-found');
      expectProblem(await shop.gateway.post(`/orders/${orderId}/place`), 404, 'order-not-found');
      expectProblem(await shop.gateway.post(`/orders/${orderId}/cancel`), 404, 'order-not-found');
    });

    it('refuses what is no order', async () => {
      const line = (await lines())[0]!;
      for (const bad of [[], [{ ...line, quantity: -1 }], [{ ...line, quantity: 0.5 }], 'x', [null]]) {
        expectProblem(
          await shop.gateway.post('/orders', { customerId, lines: bad }),
          400,
          'validation-failed',
        );
      }
      const mixed = [line, { ...line, unitPrice: { amount: 1, currency: 'USD' } }];
      expectProblem(
        await shop.gateway.post('/orders', { customerId, lines: mixed }),
        409,
        'currency-mismatch',
      );
    });
  });
});
