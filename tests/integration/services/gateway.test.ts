import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { serviceNames } from '../../../src/application/service-names.js';
import { newShopSecrets, trustSettings } from '../../../src/infrastructure/security/shop-secrets.js';
import { settingsReaders } from '../../../src/services/launcher/settings-check/settings-readers.js';
import { expectProblem } from './support/api-client.js';
import { Shop } from './support/shop.js';
import { until } from './support/until.js';
import { WatchedConfiguration } from './support/watched-configuration.js';

describe('the operational side', function () {
  this.timeout(60_000);
  let shop: Shop;
  before(async () => (shop = await Shop.start()));
  after(() => shop.stop());

  it('shows health, metrics, contract and documentation of each service and the whole', async () => {
    for (const name of [...serviceNames, 'gateway']) {
      const client = shop.client(name);
      expect((await client.get('/health/live')).body).to.deep.equal({ status: 'up', service: name });
      expect((await client.get('/health/ready')).status, name).to.equal(200);
      const metrics = (await client.get('/metrics')).body['text'];
      expect(metrics)
        .to.contain('http_server_request_duration_seconds_count')
        .and.contain(`service="${name}"`);
      const docs = await client.get('/docs');
      expect(docs.headers.get('content-security-policy')).to.contain("default-src 'none'");
      expect(docs.body['text']).to.contain('<h1>');
    }
    expect((await shop.client('order-service').get('/metrics')).body['text'])
      .to.contain('event_processor_lag_seconds{name="process.fulfilment"')
      .and.contain('event_store_append_duration_seconds');
  });

  it('goes by what the launcher reads before it starts a process, in every process', () => {
    const secrets = newShopSecrets(serviceNames);
    for (const name of [...serviceNames, 'gateway', 'registry'] as const) {
      const read = new WatchedConfiguration({
        environment: {
          ...trustSettings(secrets, name),
          TOKEN_KEY_SECRET: secrets.tokenKeySecret,
          AUDIT_SIGNING_KEY: JSON.stringify(secrets.auditSigningKey),
        },
      });
      settingsReaders[name](read);
      expect(read.prefixes, name).to.deep.equal(shop.configurations.get(name)?.prefixes);
    }
  });

  it('names the methods of its own pages', async () => {
    for (const name of ['order-service', 'gateway']) {
      for (const path of ['/health/live', '/health/ready', '/metrics', '/openapi.json', '/docs']) {
        const answer = await shop.client(name).post(path);
        expectProblem(answer, 405, 'method-not-allowed');
        expect(answer.headers.get('allow')).to.equal('GET, HEAD');
      }
      const options = await shop.client(name).options('/health/live');
      expect([options.status, options.headers.get('allow')]).to.deep.equal([204, 'GET, HEAD']);
    }
  });

  it('describes every call of every service in one document', async () => {
    const { body } = await shop.gateway.get('/openapi.json');
    expect(body['openapi']).to.equal('3.1.0');
    expect(Object.keys(body['paths']['/carts'])).to.have.members(['post', 'get']);
    const references = [...JSON.stringify(body).matchAll(/#\/components\/schemas\/(\w+)/g)].map(
      ([, name]) => name,
    );
    expect(Object.keys(body['components']['schemas'])).to.include.members(references);
    const money = body['components']['schemas']['MoneyDto'];
    expect(money.required).to.have.members(['amount', 'currency']);
    expect(money.properties.amount).to.deep.include({ type: 'integer', minimum: 0 });
    const line = body['components']['schemas']['OrderLineBody'];
    expect(line.required).to.have.members(['productId', 'quantity', 'unitPrice']);
  });

  it('knows no other path and names the methods of a known one', async () => {
    expectProblem(await shop.gateway.get('/nothing'), 404, 'route-not-found');
    const answer = await shop.gateway.delete('/carts');
    expectProblem(answer, 405, 'method-not-allowed');
    expect(answer.headers.get('allow')).to.equal('POST, GET, HEAD');
    for (const [service, allow] of [
      ['gateway', 'POST, GET, HEAD'],
      ['shopping-query-service', 'GET, HEAD'],
    ] as const) {
      const options = await shop.client(service).options('/carts');
      expect(options.status, service).to.equal(204);
      expect(options.headers.get('allow')).to.equal(allow);
    }
  });

  it('carries the trace and the request id through', async () => {
    const traceId = randomUUID().replaceAll('-', '');
    const answer = await shop.gateway.get(`/orders/${randomUUID()}`, {
      traceparent: `00-${traceId}-b7ad6b7169203331-01`,
      'x-request-id': 'mine',
    });
    expect(answer.body['traceId']).to.equal(traceId);
    expect(answer.headers.get('x-request-id')).to.equal('mine');
  });

  it('refuses a body that is too large by itself', async () => {
    const answer = await shop.gateway.post('/products', { name: 'x'.repeat(300 * 1024) });
    expectProblem(answer, 413, 'body-too-large');
  });

  it('answers 503 for a service that is away, while the others answer', async () => {
    await shop.stopOne('order-service');
    const answer = await shop.gateway.get('/orders');
    expectProblem(answer, 503, 'service-unavailable');
    expect(answer.headers.get('retry-after')).to.equal('1');
    expect((await shop.gateway.get('/products')).status).to.equal(200);
    const ready = await shop.gateway.get('/health/ready');
    expect(ready.status).to.equal(503);
    expect(ready.body['checks']['order-service'].status).to.equal('down');
    expect(ready.body['checks']['product-service'].status).to.equal('up');
  });

  it('puts nothing into a cart while product-service is away', async () => {
    const { cartId } = (await shop.gateway.post('/carts', { customerId: 'ann' })).body;
    await shop.stopOne('product-service');
    const answer = await shop.gateway.put(`/carts/${cartId}/items/lamp`, { quantity: 1 });
    expectProblem(answer, 503, 'product-service-unavailable');
  });

  it('answers 503 while MongoDB is away', async () => {
    await shop.stopOne('mongodb');
    expectProblem(await shop.gateway.get('/carts'), 503, 'read-model-unavailable');
    const checks = async (): Promise<Record<string, { status: string }>> =>
      (await shop.client('shopping-query-service').get('/health/ready')).body['checks'];
    // What was seen within the last second still counts.
    await until(async () => (await checks())['mongodb']?.status === 'down');
    const ready = await shop.client('shopping-query-service').get('/health/ready');
    expect(ready.status).to.equal(503);
    expect(ready.body['checks']['event-store'].status).to.equal('up');
  });

  it('takes commands without an idempotency key while MongoDB is away, and none with one', async () => {
    expect((await shop.gateway.post('/carts', { customerId: 'ann' })).status).to.equal(201);
    const key = { 'idempotency-key': randomUUID() };
    expectProblem(
      await shop.gateway.post('/carts', { customerId: 'ann' }, key),
      503,
      'read-model-unavailable',
    );
  });

  it('answers 503 while the event store is away', async () => {
    await shop.stopOne('event-store');
    expectProblem(await shop.gateway.post('/carts', { customerId: 'ann' }), 503, 'event-store-unavailable');
  });
});
