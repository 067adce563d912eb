import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { OrderServiceSettings } from '../../../src/services/order-service/order-service-settings.js';
import { orderModule } from '../../../src/services/order-service/order-module.js';
import { expectProblem, type ApiClient } from './support/api-client.js';
import { EventSourceClient } from './support/event-source-client.js';
import { Shop } from './support/shop.js';
import { until } from './support/until.js';

describe('updates of an order', function () {
  this.timeout(60_000);
  let shop: Shop;
  let customer: ApiClient & { readonly customerId: string };
  let productId: string;
  before(async () => {
    shop = await Shop.start();
    customer = await shop.newCustomer();
    const price = { amount: 1999, currency: 'EUR' };
    const lamp = { name: 'Lamp', description: '', price, initialStock: 100 };
    productId = (await shop.gateway.post('/products', lamp)).body['productId'];
  });
  after(() => shop.stop());

  async function newOrder(): Promise<string> {
    const line = { productId, quantity: 1, unitPrice: { amount: 1999, currency: 'EUR' } };
    const created = await customer.post('/orders', { customerId: customer.customerId, lines: [line] });
    return created.body['orderId'];
  }

  it('come through the gateway one by one, from its creation to its outcome', async () => {
    const orderId = await newOrder();
    const stream = await EventSourceClient.open(customer, `/orders/${orderId}/updates`);
    expect(stream.headers.get('content-type')).to.equal('text/event-stream');
    await until(() => stream.events.length === 1);
    await customer.post(`/orders/${orderId}/place`);
    await stream.ended;
    expect(stream.events.map(({ id, data }) => `${id} ${data['status']}`)).to.deep.equal([
      '0 created',
      '1 placed',
      '2 confirmed',
    ]);
    expect(stream.events.at(-1)?.data).to.deep.equal((await customer.get(`/orders/${orderId}`)).body);
  });

  it('go on behind the last event that had come, and are over after the outcome', async () => {
    const orderId = await newOrder();
    await customer.post(`/orders/${orderId}/cancel`);
    await until(async () => (await customer.get(`/orders/${orderId}`)).body['status'] === 'cancelled');
    const path = `/orders/${orderId}/updates`;
    const again = await EventSourceClient.open(customer, path, { 'last-event-id': '0' });
    await again.ended;
    expect(again.events.map(({ id }) => id)).to.deep.equal(['1']);
    expect((await customer.get(path, { 'last-event-id': '1' })).status).to.equal(204);
  });

  it('are shown to nobody who may not see the order', async () => {
    const path = `/orders/${await newOrder()}/updates`;
    expectProblem(await shop.anybody.get(path), 401, 'not-signed-in');
    expectProblem(await (await shop.newCustomer()).get(path), 403, 'not-yours');
    expectProblem(await customer.get(`/orders/${randomUUID()}/updates`), 404, 'order-not-found');
    const administrator = await EventSourceClient.open(shop.gateway, path);
    await until(() => administrator.events.length === 1);
    administrator.close();
  });

  it('also come from an instance that does not fill the read model, and end when it stops', async () => {
    const settings = shop.settingsOf('order-service', new OrderServiceSettings(), {
      INSTANCE: 'order-service-2',
    });
    const second = await shop.startInstance('order-service', orderModule, settings);
    const there = customer.at(`http://127.0.0.1:${second.port}`);
    const [placed, waiting] = [await newOrder(), await newOrder()];
    const stream = await EventSourceClient.open(there, `/orders/${placed}/updates`);
    const endless = await EventSourceClient.open(there, `/orders/${waiting}/updates`);
    const metrics = (await there.get('/metrics')).body['text'] as string;
    expect(metrics).to.match(/event_processor_leading\{name="orders\.[^}]*\} 0/);
    await customer.post(`/orders/${placed}/place`);
    await stream.ended;
    expect(stream.events.at(-1)?.data['status']).to.equal('confirmed');
    await until(() => endless.events.length === 1);
    await shop.stopOne('order-service-2');
    await endless.ended;
  });

  it('are in the contract', async () => {
    const { body } = await shop.gateway.get('/openapi.json');
    const { get } = body['paths']['/orders/{orderId}/updates'];
    expect(Object.keys(get.responses['200'].content)).to.deep.equal(['text/event-stream']);
    expect(get.parameters.map(({ name }: { name: string }) => name)).to.include('Last-Event-ID');
  });
});
