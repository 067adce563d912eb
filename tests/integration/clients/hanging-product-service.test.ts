import { randomBytes, randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { CommandHandler } from '../../../src/application/command-handler.js';
import { PutCartItemUseCase } from '../../../src/application/shopping-command-service/put-cart-item.js';
import { cartDecider } from '../../../src/domain/cart/decider.js';
import { cartEventVersions } from '../../../src/domain/cart/events.js';
import { circuitBreakersRouter } from '../../../src/infrastructure/http/actuator/circuit-breakers-router.js';
import { type HttpServer, listen } from '../../../src/infrastructure/http/server/listen.js';
import { EventStreams } from '../../../src/infrastructure/http/server/event-streams.js';
import { serviceApp } from '../../../src/infrastructure/http/server/service-app.js';
import { cartApi } from '../../../src/services/shopping-command-service/cart-api.js';
import { RemoteProductCatalogue } from '../../../src/services/shopping-command-service/remote-product-catalogue.js';
import { InMemoryEventStore } from '../../../src/testing/in-memory-event-store.js';
import { type ClientWorld, clientWorld } from '../../unit/http/support/client-world.js';
import { MemoryIdempotencyStore } from '../../unit/http/support/memory-idempotency-store.js';
import { until } from '../../unit/http/support/until.js';
import { UnwellServer, answering, hanging } from './unwell-server.js';

const CIRCUIT = 'product-service.getProduct';
const TIMEOUT_MS = 100;

describe('carts, when product-service hangs', () => {
  let products: UnwellServer;
  let world: ClientWorld;
  let carts: HttpServer;

  beforeEach(async () => {
    products = await UnwellServer.start(hanging);
    world = clientWorld(
      { 'product-service': [products.origin] },
      {
        [`resilience.product-service.getProduct.timeoutMs`]: TIMEOUT_MS,
        [`resilience.product-service.circuitBreaker.waitInOpenStateMs`]: 200,
      },
    );
    const { clock, randomness } = world.parts;
    const handler = new CommandHandler({
      eventStore: new InMemoryEventStore(),
      decider: cartDecider,
      eventVersions: cartEventVersions,
      openedBy: ['OpenCart'],
      clock,
      randomness,
    });
    const putItem = new PutCartItemUseCase(handler, new RemoteProductCatalogue(world.parts));
    const hooks = { served: () => undefined, unexpected: () => undefined };
    const principal = {
      kind: 'customer',
      customerId: 'ann',
      sessionId: 'one',
      roles: ['administrator'],
    } as const;
    const authenticator = { authenticate: async () => principal };
    const idempotency = new MemoryIdempotencyStore();
    const api = cartApi(handler, putItem).router({
      idempotency,
      fingerprintKey: randomBytes(32),
      hooks,
      authenticator,
      eventStreams: new EventStreams(),
    });
    carts = await listen(serviceApp([api, circuitBreakersRouter(world.resilience)], hooks), 0, '127.0.0.1');
  });
  afterEach(async () => {
    await carts.close();
    await world.close();
    await products.close();
  });

  const ask = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`http://127.0.0.1:${carts.port}${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      retryAfter: response.headers.get('retry-after'),
      body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>,
    };
  };

  it('answer 503 in time, spare it, and work again by themselves', async () => {
    const productId = randomUUID();
    const { body: opened } = await ask('POST', '/carts', { customerId: randomUUID() });
    const put = () => ask('PUT', `/carts/${String(opened['cartId'])}/items/${productId}`, { quantity: 1 });

    for (let call = 0; call < 5; call++) {
      const { status, type, retryAfter, body } = await put();
      expect([status, type, retryAfter]).to.deep.equal([503, 'application/problem+json', '1']);
      expect(body).to.include({ code: 'product-service-unavailable' });
    }
    // Neither repeated by the client nor let through by the open circuit.
    expect((await put()).status).to.equal(503);
    expect(products.requests).to.have.length(5);
    const { body: shown } = await ask('GET', `/actuator/circuitbreakers/${CIRCUIT}`);
    expect(shown).to.include({ state: 'OPEN', failureRate: '100.0%' });

    const price = { amount: 1_500, currency: 'EUR' };
    products.behave = answering(200, {
      productId,
      name: 'Lamp',
      price,
      stock: { available: 9 },
      status: 'active',
    });
    await until(async () => {
      await put();
      return world.resilience.circuitBreaker(CIRCUIT)?.state === 'CLOSED';
    });
    expect((await put()).status).to.equal(200);
  });

  it('answer 503 while an operator holds the circuit open, and work again when the operator lets go', async () => {
    const productId = randomUUID();
    products.behave = answering(404, { code: 'product-not-found', detail: 'none' });
    const { body: opened } = await ask('POST', '/carts', { customerId: randomUUID() });
    const put = () => ask('PUT', `/carts/${String(opened['cartId'])}/items/${productId}`, { quantity: 1 });
    await ask('POST', `/actuator/circuitbreakers/${CIRCUIT}`, { updateState: 'FORCE_OPEN' });
    expect((await put()).status).to.equal(503);
    expect(products.requests).to.deep.equal([]);
    await ask('POST', `/actuator/circuitbreakers/${CIRCUIT}`, { updateState: 'CLOSE' });
    expect((await put()).body).to.include({ code: 'product-not-found' });
  });
});
