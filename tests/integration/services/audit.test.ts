import { expect } from 'chai';
import type { CausedEvent } from '../../../src/application/audit-service/trail/causation-tree.js';
import { expectProblem, type ApiClient } from './support/api-client.js';
import { Shop } from './support/shop.js';
import { until } from './support/until.js';

describe('auditing', function () {
  this.timeout(60_000);
  let shop: Shop;
  let auditor: ApiClient;
  let customer: ApiClient & { readonly customerId: string };
  let orderId: string;
  let productId: string;

  before(async () => {
    shop = await Shop.start();
    auditor = shop.gateway;
    customer = await shop.newCustomer();
    const price = { amount: 1_250, currency: 'EUR' };
    const product = { name: 'Teapot', description: 'For four', price, initialStock: 5 };
    productId = (await auditor.post('/products', product)).body.productId;
    orderId = await checkOut(2);
    await until(async () => (await trail(orderId)).body['events'] >= 20 && (await mailsOf(orderId)) >= 2);
  });
  after(() => shop?.stop());

  async function checkOut(quantity: number): Promise<string> {
    const { cartId } = (await customer.post('/carts', { customerId: customer.customerId })).body;
    await customer.put(`/carts/${cartId}/items/${productId}`, { quantity });
    const { body } = await customer.post(`/carts/${cartId}/checkout`, {});
    await until(
      async () => (await customer.get(`/orders/${body.orderId}`)).body['status'] === 'confirmed',
      15_000,
    );
    return body.orderId as string;
  }

  const trail = (order: string) => auditor.get(`/audit/orders/${order}/trail`);

  function flat(tree: readonly CausedEvent[]): CausedEvent[] {
    return tree.flatMap((event) => [event, ...flat(event.children)]);
  }

  async function mailsOf(order: string): Promise<number> {
    const { body } = await trail(order);
    if (body['tree'] === undefined) return 0;
    return flat(body['tree']).filter(({ type }) => type === 'EmailSent').length;
  }

  it('shows a whole checkout as a tree of causes, from the cart to the mails', async () => {
    const { status, body } = await trail(orderId);
    expect(status).to.equal(200);
    const [root, ...others] = body['tree'] as CausedEvent[];
    expect(root?.type).to.equal('CartCheckedOut');
    expect(others).to.deep.equal([]);
    const events = flat(body['tree']);
    expect(events).to.have.length(body['events']);
    const types = events.map(({ type }) => type);
    expect(types).to.include.members(['OrderPlaced', 'StockReserved', 'OrderConfirmed', 'StockDeducted']);
    expect(types.filter((type) => type === 'EmailSent')).to.have.length(2);
    const byCorrelation = await auditor.get(`/audit/correlations/${body['correlationId']}`);
    expect(byCorrelation.body['tree']).to.deep.equal(body['tree']);
    const services = new Set(events.map(({ service }) => service));
    expect([...services].sort()).to.deep.equal([
      'customer-service',
      'order-service',
      'product-service',
      'shopping-command-service',
      'shopping-query-service',
    ]);
  });

  it('lists streams by prefix, page by page', async () => {
    await until(
      async () =>
        (await auditor.get(`/audit/streams?prefix=order-${orderId}`)).body['items'][0]?.revision === 2,
    );
    const { body } = await auditor.get(`/audit/streams?prefix=order-${orderId}`);
    expect(body['items']).to.have.length(1);
    expect(body['items'][0]).to.include({ stream: `order-${orderId}`, type: 'order' });
    const first = await auditor.get('/audit/streams?limit=1&prefix=process.');
    const second = await auditor.get(
      `/audit/streams?limit=1&prefix=process.&cursor=${first.body['nextCursor']}`,
    );
    expect(second.body['items'][0].stream)
      .to.match(/^process\./)
      .and.not.equal(first.body['items'][0].stream);
  });

  it('lists the events of a stream in both directions', async () => {
    const path = `/audit/streams/order-${orderId}/events`;
    const typesOf = async (query: string) =>
      (await auditor.get(`${path}${query}`)).body['items'].map(({ type }: { type: string }) => type);
    expect(await typesOf('')).to.deep.equal(['OrderCreated', 'OrderPlaced', 'OrderConfirmed']);
    expect(await typesOf('?direction=backwards')).to.deep.equal([
      'OrderConfirmed',
      'OrderPlaced',
      'OrderCreated',
    ]);
    expect(await typesOf('?from=1&limit=1')).to.deep.equal(['OrderPlaced']);
    const { body } = await auditor.get(`${path}?limit=2`);
    expect(await typesOf(`?limit=2&cursor=${body['nextCursor']}`)).to.deep.equal(['OrderConfirmed']);
    const [event] = body['items'];
    expect(event).to.have.keys('revision', 'position', 'eventId', 'type', 'data', 'metadata', 'at');
    expectProblem(await auditor.get('/audit/streams/order-none/events'), 404, 'stream-not-found');
    expectProblem(await auditor.get('/audit/streams/$settings/events'), 404, 'stream-not-found');
  });

  it('replays an aggregate and a process to a revision or moment', async () => {
    const path = `/audit/streams/order-${orderId}/state`;
    const { body: events } = await auditor.get(`/audit/streams/order-${orderId}/events`);
    const stateAt = async (query: string) => (await auditor.get(`${path}?${query}`)).body;
    expect((await stateAt('revision=0')).state.status).to.equal('created');
    expect(await stateAt('revision=2')).to.deep.include({ revision: 2, at: events['items'][2].at });
    expect((await stateAt(`at=${events['items'][2].at}`)).state.status).to.equal('confirmed');
    const ofProcess = await auditor.get(`/audit/streams/process.fulfilment-${orderId}/state`);
    expect(ofProcess.body['state']).to.deep.include({ ended: true, openCommands: [], openDeadlines: [] });
    expectProblem(await auditor.get(`${path}?revision=3`), 404, 'revision-not-found');
    expectProblem(await auditor.get(`${path}?at=2020-01-01`), 404, 'stream-not-found');
    expectProblem(await auditor.get(`${path}?at=2026-02-31T00:00:00`), 400, 'validation-failed');
    expectProblem(await auditor.get(`${path}?at=2026-02-01&revision=1`), 400, 'validation-failed');
    expectProblem(
      await auditor.get(`/audit/streams/integration.order-${orderId}/state`),
      409,
      'stream-not-replayable',
    );
  });

  it('tells what changed between two revisions, and by which events', async () => {
    const { body } = await auditor.get(`/audit/streams/product-${productId}/diff?from=0&to=2`);
    expect(body).to.include({ from: 0, to: 2 });
    const causes = body['changes'].flatMap(({ events }: { events: { type: string }[] }) =>
      events.map(({ type }) => type),
    );
    expect(new Set(causes)).to.include('StockReserved');
    expectProblem(
      await auditor.get(`/audit/streams/product-${productId}/diff?from=0`),
      400,
      'validation-failed',
    );
  });

  it('hides secrets', async () => {
    const path = `/audit/streams/customer-${customer.customerId}`;
    const { body: events } = await auditor.get(`${path}/events`);
    const { body: state } = await auditor.get(`${path}/state`);
    expect(JSON.stringify([events, state]))
      .to.include('"passwordHash":"(hidden)"')
      .and.not.include('argon2');
  });

  it('tells who did what', async () => {
    const { customerId } = customer;
    const { body } = await auditor.get(`/audit/activities?actor=${customerId}&type=CartCheckedOut`);
    expect(body['items']).to.have.length(1);
    expect(body['items'][0]).to.include({ actor: customerId, type: 'CartCheckedOut', revision: 2 });
    const { at } = body['items'][0];
    const later = new Date(Date.parse(at) + 1).toISOString();
    const found = async (query: string) =>
      (await auditor.get(`/audit/activities?actor=${customerId}&type=CartCheckedOut&${query}`)).body['items']
        .length;
    expect(await found(`from=${at}&to=${later}`)).to.equal(1);
    expect(await found(`to=${at}`)).to.equal(0);
    expect(await found(`from=${later}`)).to.equal(0);
  });

  it('exports the log from any position on, and verifies it', async () => {
    const { body } = await auditor.get('/audit/export');
    const lines = body['text']
      .trimEnd()
      .split('\n')
      .map((line: string) => JSON.parse(line));
    expect(lines.some(({ stream }: { stream: string }) => stream === `order-${orderId}`)).to.equal(true);
    const half = lines[Math.floor(lines.length / 2)];
    const rest = (await auditor.get(`/audit/export?from=${half.position}`)).body['text'].split('\n');
    expect(JSON.parse(rest[0])).to.deep.equal(lines[Math.floor(lines.length / 2) + 1]);

    const verified = async () => {
      const text = (await auditor.get('/audit/verification')).body['text'];
      return JSON.parse(text.trimEnd().split('\n').at(-1)).verification;
    };
    await until(async () => (await verified()).proven > lines.length);
    expect(await verified()).to.deep.include({ intact: true });
    const { checkpoint } = (await auditor.get('/audit/checkpoints/latest')).body;
    const { keys } = (await auditor.get('/audit/keys')).body;
    expect(keys[0])
      .to.include({ kty: 'OKP', crv: 'Ed25519', kid: checkpoint.keyId })
      .and.not.have.property('d');
  });

  it('is for administrators only, and records each look', async () => {
    const path = `/audit/orders/${orderId}/trail`;
    expectProblem(await customer.get(path), 403, 'administrators-only');
    expectProblem(await shop.anybody.get('/audit/export'), 401, 'not-signed-in');
    const before = Date.now();
    await auditor.get('/audit/streams?prefix=looked-at');
    const look = async () => {
      const { body } = await auditor.get(
        `/audit/activities?type=AuditLooked&from=${new Date(before).toISOString()}&limit=100`,
      );
      return body['items'].at(-1);
    };
    await until(async () => (await look()) !== undefined);
    const { stream, revision } = await look();
    const { body } = await auditor.get(`/audit/streams/${stream}/events?from=${revision}&limit=1`);
    expect(body['items'][0].data).to.deep.equal({ what: 'streams', of: { prefix: 'looked-at' } });
  });
});
