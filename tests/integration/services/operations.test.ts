import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { MongoClient } from 'mongodb';
import type { Document } from '../../../src/application/read-models/document.js';
import { EventStoreDbEventStore } from '../../../src/infrastructure/eventstoredb/event-store-db-event-store.js';
import { databaseOf } from '../../../src/infrastructure/mongodb/mongo-connection.js';
import { someEvent } from '../../support/some-event.js';
import { expectProblem, type Answer, type ApiClient } from './support/api-client.js';
import { Shop } from './support/shop.js';
import { until } from './support/until.js';

type Json = ReturnType<typeof JSON.parse>;

describe('operations over HTTP', function () {
  this.timeout(60_000);
  let shop: Shop;
  let operator: ApiClient;
  let customer: ApiClient & { readonly customerId: string; readonly email: string };
  let eventStore: EventStoreDbEventStore;
  let mongo: MongoClient;
  let productId: string;
  let orderId: string;

  const orders = '/operations/services/order-service';
  const customers = '/operations/services/customer-service';

  before(async () => {
    shop = await Shop.start();
    operator = shop.gateway;
    eventStore = new EventStoreDbEventStore(shop.eventStoreUrl);
    mongo = await MongoClient.connect(shop.mongoUrl);
    customer = await shop.newCustomer();
    const price = { amount: 1_250, currency: 'EUR' };
    const product = { name: 'Teapot', description: 'For four', price, initialStock: 50 };
    productId = (await operator.post('/products', product)).body.productId;
    orderId = await checkOut();
    await until(async () => statusOf(await customer.get(`/orders/${orderId}`)) === 'confirmed');
  });

  after(async () => {
    await mongo?.close();
    await eventStore?.dispose();
    await shop?.stop();
  });

  async function checkOut(): Promise<string> {
    const { customerId } = customer;
    const { cartId } = (await customer.post('/carts', { customerId })).body;
    await customer.put(`/carts/${cartId}/items/${productId}`, { quantity: 1 });
    return (await customer.post(`/carts/${cartId}/checkout`, {})).body['orderId'];
  }

  const statusOf = ({ body }: Answer): string => body['status'];

  /** What was recorded of operators, the newest last. */
  async function recorded(type: 'OperatorActed' | 'AuditLooked'): Promise<Json[]> {
    const kind = type === 'OperatorActed' ? 'operations' : 'looks';
    const notes: Json[] = [];
    const stream = `audit-${kind}-${new Date().toISOString().slice(0, 10)}`;
    for await (const event of eventStore.readStream(stream)) {
      expect(event.type).to.equal(type);
      notes.push({ actor: event.metadata.actor, ...(event.data as object) });
    }
    return notes;
  }

  /** The collection that answers queries of a read model. */
  async function activeDocuments(service: string, projection: string) {
    const { body } = await operator.get(`/operations/services/${service}/projections/${projection}`);
    return mongo.db(databaseOf(service)).collection<Document & Json>(body['collection']);
  }

  it('are for administrators only, and for the operator where a service is asked directly', async () => {
    for (const path of ['/operations/overview', `${orders}/projections`, '/operations/mailbox/messages']) {
      expectProblem(await shop.anybody.get(path), 401, 'not-signed-in');
      expectProblem(await customer.get(path), 403, 'administrators-only');
    }
    expectProblem(await customer.post(`${orders}/projections/orders/rebuild`), 403, 'administrators-only');
    const key = await shop.authorizationOf('operator', 'order-service');
    expect((await shop.client('order-service').as(key).get(`${orders}/projections`)).status).to.equal(200);
    const other = await shop.authorizationOf('product-service', 'order-service');
    expectProblem(
      await shop.client('order-service').as(other).get(`${orders}/projections`),
      403,
      'service-not-allowed',
    );
  });

  it('go to the service and the very instance that the path names', async () => {
    expectProblem(await operator.get('/operations/services/nothing'), 404, 'service-not-found');
    expectProblem(await operator.get('/operations/services/gateway'), 404, 'service-not-found');
    expectProblem(await operator.get(`${orders}/instances/order-service-9`), 404, 'instance-not-found');
    const asked = await shop.client('product-service').get(orders);
    expectProblem(asked, 404, 'service-not-found');
    const { body } = await operator.get(`${orders}/instances/order-service-1`);
    expect(body).to.include({ service: 'order-service', instance: 'order-service-1', ready: true });
    expect(body['checks'].map(({ name }: Json) => name)).to.include.members(['event-store', 'mongodb']);
    expect(body['processors'].map(({ handler }: Json) => handler)).to.include.members([
      'process.fulfilment',
      'publish-orders',
    ]);
    expect(body['requests'].perSecond).to.be.greaterThan(0);
    expect(body['requests'].p50Ms).to.be.greaterThan(0);
    expectProblem(await operator.call('PATCH', orders), 405, 'method-not-allowed');
  });

  it('show the whole shop', async () => {
    // What has just become ready is known as such a moment later.
    await until(async () => {
      const { body } = await operator.get('/operations/overview');
      const instances = body['services'].flatMap((one: Json) => one.instances);
      return instances.every(({ registered }: Json) => registered === 'UP');
    });
    const { status, body } = await operator.get('/operations/overview');
    expect(status).to.equal(200);
    expect(body['registry']).to.deep.equal({ status: 'up', urls: [shop.registryUrl] });
    expect(body['configServer']).to.deep.equal({ status: 'none' });
    const names = body['services'].map(({ service }: Json) => service);
    expect(names).to.have.length(7);
    expect(names[0]).to.equal('gateway');
    for (const { service, status: standing, instances } of body['services']) {
      expect([service, standing], JSON.stringify(instances)).to.deep.equal([service, 'up']);
      expect(instances[0]).to.include({ registered: 'UP', status: 'up', problem: null });
      expect(instances[0].standing.service).to.equal(service);
      expect(new Date(instances[0].since).toISOString()).to.equal(instances[0].since);
    }
    const ofOrders = body['services'].find(({ service }: Json) => service === 'order-service');
    expect(ofOrders.standing).to.deep.include({
      service: 'order-service',
      deadLetters: { keys: 0, events: 0 },
    });
    expect(ofOrders.standing.projections).to.include({ total: 2, live: 2, paused: 0 });
  });

  it('show the settings in force, but no secret', async () => {
    const { body } = await operator.get(`${customers}/instances/customer-service-1/configuration`);
    const byKey = new Map(body['settings'].map((setting: Json) => [setting.key, setting]));
    expect(byKey.get('log.level')).to.deep.include({ value: 'silent', origin: 'config-server', live: true });
    for (const key of ['SERVICE_PRIVATE_KEY', 'TOKEN_KEY_SECRET']) {
      // These were never read here: the test hands settings over ready made.
      expect(byKey.has(key)).to.equal(false);
    }
    const gateway = await operator.get('/operations/services/gateway/instances/gateway-1/configuration');
    expect(gateway.body['settings'].map(({ key }: Json) => key)).to.include('gateway.retryBudget');
    expectProblem(
      await operator.get('/operations/services/gateway/instances/gateway-2/configuration'),
      404,
      'instance-not-found',
    );
  });

  it('show and switch circuit breakers', async () => {
    const breakers =
      '/operations/services/shopping-command-service/instances/shopping-command-service-1/circuit-breakers';
    const { body } = await operator.get(breakers);
    const name = 'product-service.getProduct';
    expect(body['items'].find((one: Json) => one.name === name)).to.include({
      state: 'CLOSED',
      failureRate: null,
    });
    const switched = await operator.post(`${breakers}/${name}`, { updateState: 'FORCE_OPEN' });
    expect(switched.body).to.include({ name, state: 'FORCED_OPEN' });
    const { cartId } = (await customer.post('/carts', { customerId: customer.customerId })).body;
    const put = () => customer.put(`/carts/${cartId}/items/${productId}`, { quantity: 1 });
    expect((await put()).status).to.equal(503);
    await operator.post(`${breakers}/${name}`, { updateState: 'CLOSE' });
    expect((await put()).status).to.equal(200);
    const details = (await operator.get(`${breakers}/${name}`)).body;
    expect(details['events'].map(({ detail }: Json) => detail)).to.include('CLOSED_TO_FORCED_OPEN');
    expectProblem(await operator.get(`${breakers}/nothing`), 404, 'circuit-breaker-not-found');
    expectProblem(
      await operator.post(`${breakers}/${name}`, { updateState: 'EXPLODE' }),
      400,
      'validation-failed',
    );
    const acts = await recorded('OperatorActed');
    expect(
      acts.filter(({ what }) => what === 'switch-circuit-breaker').map(({ of }) => of.updateState),
    ).to.deep.equal(['FORCE_OPEN', 'CLOSE']);
  });

  describe('on projections', () => {
    const projection = `${orders}/projections/orders`;

    it('show them, and let one stand still and go on', async () => {
      const { body } = await operator.get(`${orders}/projections`);
      expect(body['items'].map(({ name }: Json) => name).toSorted()).to.deep.equal(['orders', 'processes']);
      const shown = (await operator.get(projection)).body;
      expect(shown).to.include({ name: 'orders', state: 'live', building: null, parkedKeys: 0 });
      expect(shown['lag']).to.include({ isAtLeast: false });
      expect((await operator.post(`${projection}/pause`)).body).to.include({ state: 'paused' });
      expectProblem(await operator.post(`${projection}/rebuild`), 409, 'projection-paused');
      expectProblem(await operator.post(`${projection}/cancel`), 409, 'no-rebuild');
      const another = await checkOut();
      await until(async () => (await operator.get(projection)).body['lag'].events >= 2);
      expect((await customer.get(`/orders/${orderId}`)).status).to.equal(200);
      expect((await operator.post(`${projection}/resume`)).body).to.include({ state: 'live' });
      await until(async () => statusOf(await customer.get(`/orders/${another}`)) === 'confirmed');
      expectProblem(await operator.get(`${orders}/projections/nothing`), 404, 'projection-not-found');
    });

    it('rebuild one while it answers, and record who did', async () => {
      const before = (await operator.get(projection)).body;
      const rebuild = await operator.post(`${projection}/rebuild`);
      expect(rebuild.status).to.equal(202);
      await until(async () => {
        expect((await customer.get(`/orders/${orderId}`)).body['status']).to.equal('confirmed');
        const { collection, state } = (await operator.get(projection)).body;
        return collection !== before['collection'] && state === 'live';
      });
      expect((await operator.get(projection)).body['lastRebuild'].documents).to.be.at.least(1);
      const act = (await recorded('OperatorActed')).findLast(({ what }) => what === 'rebuild-projection');
      expect(act.of).to.deep.equal({ service: 'order-service', projection: 'orders' });
      expect(act.actor).to.match(/^[\da-f-]{36}$/);
    });

    it('heal a document while its stream goes on', async () => {
      const open = (
        await customer.post('/orders', {
          customerId: customer.customerId,
          lines: [{ productId, quantity: 1, unitPrice: { amount: 1_250, currency: 'EUR' } }],
        })
      ).body['orderId'];
      await until(async () => (await customer.get(`/orders/${open}`)).status === 200);
      const documents = await activeDocuments('order-service', 'orders');
      await documents.updateOne({ _id: open }, { $set: { customerId: 'somebody', total: null } } as never);
      const path = `${projection}/documents/${open}`;
      const compared = (await operator.get(path)).body;
      expect(compared).to.include({ differs: true, healed: false, stream: `order-${open}` });
      expect(compared['changes'][0]).to.deep.equal({
        path: '/customerId',
        before: 'somebody',
        after: customer.customerId,
      });
      expect((await documents.findOne({ _id: open }))?.customerId).to.equal('somebody');
      expect((await operator.post(`${path}/heal`)).body).to.include({ differs: true, healed: true });
      expect((await customer.get(`/orders/${open}`)).body).to.include({ status: 'created', revision: 0 });
      expect((await customer.get(`/orders/${open}`)).body).to.not.have.property('healed');
      // What the service still holds of it must not come back with the next event.
      const cancelled = await customer.post(`/orders/${open}/cancel`, {});
      expect((await customer.after(cancelled, `/orders/${open}`)).body).to.include({ status: 'cancelled' });
      expect((await operator.get(path)).body).to.include({ differs: false });
      const stored = (await documents.findOne({ _id: open })) as Json;
      expect([stored.customerId, stored.healed]).to.deep.equal([customer.customerId, undefined]);
      expectProblem(await operator.get(`${projection}/documents/${randomUUID()}`), 404, 'document-not-found');
    });
  });

  it('show processes with their steps, and refuse what would do nothing', async () => {
    const path = `${orders}/processes`;
    await until(async () => {
      const { items } = (await operator.get(`${path}?status=ended&manager=fulfilment&limit=100`)).body;
      return items.some(({ processId }: Json) => processId === orderId);
    });
    const details = (await operator.get(`${path}/fulfilment/${orderId}`)).body;
    expect(details).to.include({ status: 'ended', cancelled: false, retryable: false, deadLetter: null });
    const commands = details['steps'].flatMap((step: Json) => step.commands);
    expect(commands.map(({ type, outcome }: Json) => [type, outcome])).to.deep.equal([
      ['ConfirmOrder', 'accepted'],
    ]);
    const trail = `/audit/correlations/${details['correlationId']}`;
    await until(async () => (await operator.get(trail)).status === 200);
    const cancel = await operator.post(`${path}/fulfilment/${orderId}/cancel`, { reason: 'a test' });
    expectProblem(cancel, 409, 'process-ended');
    expectProblem(await operator.post(`${path}/fulfilment/${orderId}/retry`), 409, 'process-ended');
    expectProblem(await operator.post(`${path}/fulfilment/${orderId}/cancel`, {}), 400, 'validation-failed');
    expectProblem(await operator.get(`${path}/fulfilment/${randomUUID()}`), 404, 'process-not-found');
    expectProblem(await operator.get(`${path}/order-email/${orderId}`), 404, 'process-not-found');
    const checkouts = '/operations/services/shopping-query-service/processes';
    await until(async () => (await operator.get(checkouts)).body['items'].length > 0);
  });

  it('show the mails, and let one be tried again at once that could not be sent', async () => {
    const messages = '/operations/mailbox/messages';
    const to = `to=${encodeURIComponent(customer.email)}`;
    const mails = async (query = '') => (await operator.get(`${messages}?${to}${query}`)).body;
    await until(async () => (await mails())['items'].length >= 2);
    const first = await mails('&limit=1');
    expect(first['items']).to.have.length(1);
    const second = await mails(`&limit=1&cursor=${first['nextCursor']}`);
    expect(second['items'][0].messageId).to.not.equal(first['items'][0].messageId);
    const { messageId } = first['items'][0];
    const mail = (await operator.get(`${messages}/${encodeURIComponent(messageId)}`)).body;
    expect(mail).to.include({ messageId, to: customer.email, deliveries: 1 });
    expect(mail['html']).to.contain('<');
    expect(mail['text']).to.be.a('string');
    expectProblem(await operator.get(`${messages}/nothing%40x`), 404, 'message-not-found');
    expect(
      (await recorded('AuditLooked')).some(({ what, of }) => what === 'mail' && of.messageId === messageId),
    ).to.equal(true);

    await shop.stopOne('mailbox');
    expectProblem(await operator.get(messages), 503, 'mailbox-unavailable');
    const unsent = await checkOut();
    const process = `${customers}/processes/order-email/${unsent}-order-received`;
    const waits = async () => {
      const { body } = await operator.get(process);
      const due = body['deadlines']?.[0]?.dueAt;
      return due !== undefined && Date.parse(due) > Date.now() + 1_500;
    };
    await until(waits, 20_000);
    await shop.startMailbox();
    const retried = await operator.post(`${process}/retry`, { reason: 'the mail server is back' });
    expect(retried.status, JSON.stringify(retried.body)).to.equal(202);
    expect(retried.body['retried']).to.deep.equal({ commands: 0, deadlines: ['retry'], deadLetter: false });
    await until(async () => (await operator.get(process)).body['status'] === 'ended');
    const ofOrder = async () =>
      (await mails('&limit=100'))['items'].filter(({ messageId: one }: Json) =>
        one.includes(`${unsent}-order-received`),
      );
    expect((await ofOrder()).map(({ deliveries }: Json) => deliveries)).to.deep.equal([1]);
    const { steps } = (await operator.get(process)).body;
    const step = steps.find(({ inputs }: Json) => inputs.some(({ type }: Json) => type === 'ProcessRetried'));
    expect(step.inputs[0].data.reason).to.equal('the mail server is back');
  });

  describe('on dead letters', () => {
    it('show what is parked, and replay or skip it', async () => {
      const id = randomUUID();
      const poison = someEvent('OrderConfirmed', { orderId: id });
      await eventStore.append(`order-${id}`, 'no-stream', [poison, someEvent('OrderRenamed')]);
      const list = async () => (await operator.get(`${orders}/dead-letters`)).body['items'] as Json[];
      const ofProjection = ({ handler }: Json) => handler.startsWith('orders.v');
      await until(async () => (await list()).some((one) => ofProjection(one) && one.waiting === 1));
      const letter = (await list()).find(ofProjection);
      expect(letter).to.include({ key: `order-${id}`, type: 'OrderConfirmed', revision: 0, request: null });
      const path = `${orders}/dead-letters/${letter.handler}/${letter.key}`;
      const details = (await operator.get(path)).body;
      expect(details['event']).to.include({ eventId: poison.eventId, type: 'OrderConfirmed' });
      expect(details['behind'].map(({ type }: Json) => type)).to.deep.equal(['OrderRenamed']);
      expect((await operator.get(orders)).body['deadLetters'].events).to.be.at.least(2);

      const first = await operator.get(`${orders}/dead-letters?limit=1`);
      if ((await list()).length > 1) {
        const next = await operator.get(`${orders}/dead-letters?limit=1&cursor=${first.body['nextCursor']}`);
        expect(next.body['items'][0]).to.not.deep.equal(first.body['items'][0]);
      }
      expectProblem(await operator.get(`${orders}/dead-letters?cursor=x`), 400, 'invalid-cursor');

      const replayed = (await operator.post(`${path}/replay`)).body;
      expect(replayed).to.include({ outcome: 'still-parked' });
      expect(replayed['error']).to.contain("can't be the first event");
      // What stands behind the poison can't be the first event either.
      const skipped = (await operator.post(`${path}/skip`)).body;
      expect(skipped).to.include({ outcome: 'still-parked' });
      expect(skipped['error']).to.contain('OrderRenamed');
      expect((await operator.post(`${path}/skip`)).body).to.include({ outcome: 'released', error: null });
      expectProblem(await operator.get(path), 404, 'dead-letter-not-found');
      const acts = (await recorded('OperatorActed')).map(({ what }) => what);
      expect(acts).to.include.members(['replay-dead-letter', 'skip-dead-letter']);
      const look = (await recorded('AuditLooked')).findLast(({ what }) => what === 'dead-letter');
      expect(look.of.key).to.equal(`order-${id}`);
    });
  });

  describe('in a shop that is not well', () => {
    it('show what is down as such, soon', async () => {
      await shop.stopOne('shopping-command-service');
      const begun = Date.now();
      const overview = async (name: string) => {
        const { status, body } = await operator.get('/operations/overview');
        expect(status).to.equal(200);
        return body['services'].find(({ service }: Json) => service === name);
      };
      const down = await overview('shopping-command-service');
      expect(Date.now() - begun).to.be.below(4_000);
      expect(down).to.include({ status: 'down', standing: null });
      expect((await overview('order-service')).status).to.equal('up');
      const asked = await operator.get('/operations/services/shopping-command-service/projections');
      expectProblem(asked, 503, 'service-unavailable');

      await shop.stopOne('registry');
      await until(
        async () => (await operator.get('/operations/overview')).body['registry'].status === 'down',
      );
      expect((await overview('product-service')).instances).to.have.length(1);
    });
  });
});
