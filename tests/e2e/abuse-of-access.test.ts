import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { orderIdOf } from '../../src/application/shopping-command-service/order-id.js';
import { ServiceIdentity } from '../../src/infrastructure/security/service-identity.js';
import { readShopSecrets } from '../../src/infrastructure/security/shop-secrets.js';
import { SystemClock } from '../../src/infrastructure/system/system-clock.js';
import { readEventLog } from './support/event-log.js';
import { type StolenKey, foreignKey, forge, hmac, stolenKeyOf, withHeader } from './support/forged-tokens.js';
import { sharedShop } from './support/shared-shop.js';
import { CUSTOMER_PASSWORD, type Request, type StoreClient, expectStatus } from './support/store-client.js';
import type { TestShop } from './support/test-shop.js';

type Customer = StoreClient & { readonly customerId: string };
interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly sessionId: string;
}

describe('abuse of access', function () {
  this.timeout(60_000);
  const sharing = sharedShop();
  let shop: TestShop;
  let ann: Customer;
  let bob: Customer;
  let productId: string;
  let bobsCart: string;
  let bobsOrder: string;
  let key: StolenKey;
  let session: Tokens;
  const email = 'sessions@example.com';

  before(async () => {
    shop = await sharing.join();
    productId = await shop.client.registerProduct(50);
    ann = await shop.anybody.asNewCustomer();
    bob = await shop.anybody.asNewCustomer();
    bobsCart = await bob.fillCart(bob.customerId, { [productId]: 1 });
    bobsOrder = await bob.checkOut(await bob.fillCart(bob.customerId, { [productId]: 1 }));
    key = await stolenKeyOf(shop);
    await shop.anybody.registerCustomer(email);
    session = await signIn();
  });
  after(() => sharing.leave());

  async function signIn(): Promise<Tokens> {
    const body = { email, password: CUSTOMER_PASSWORD };
    return expectStatus(await shop.anybody.call<Tokens>('POST', '/sessions', { body }), 200).body;
  }

  describe('by bad tokens', () => {
    const now = (): number => Math.floor(Date.now() / 1000);
    const good = (): Promise<string> => forge(key, ann.customerId);
    const cases: [what: string, token: () => Promise<string> | string, code: string][] = [
      ['garbage', () => 'garbage', 'invalid-token'],
      ['three parts of garbage', () => 'a.b.c', 'invalid-token'],
      [
        'alg none without a signature',
        async () => withHeader(await good(), { alg: 'none', kid: key.keyId }, () => ''),
        'invalid-token',
      ],
      [
        'alg none with the old signature',
        async () => withHeader(await good(), { alg: 'none', kid: key.keyId }),
        'invalid-token',
      ],
      ['alg NONE', async () => withHeader(await good(), { alg: 'NONE', kid: key.keyId }), 'invalid-token'],
      [
        'HS256 keyed with the public key',
        async () => withHeader(await good(), { alg: 'HS256', kid: key.keyId }, hmac(key.keyId)),
        'invalid-token',
      ],
      ['no key id', async () => withHeader(await good(), { alg: 'EdDSA' }), 'invalid-token'],
      [
        'an unknown key id',
        async () => forge(await foreignKey(randomUUID()), ann.customerId),
        'invalid-token',
      ],
      [
        'a foreign key under the key id of ours',
        async () => forge(await foreignKey(key.keyId), ann.customerId),
        'invalid-token',
      ],
      ['a signature cut short', async () => (await good()).slice(0, -4), 'invalid-token'],
      [
        'a changed payload',
        async () => {
          const [head, , signature] = (await good()).split('.');
          return `${head}.${Buffer.from(JSON.stringify({ sub: bob.customerId })).toString('base64url')}.${signature}`;
        },
        'invalid-token',
      ],
      [
        'an expired token',
        () => forge(key, ann.customerId, { iat: now() - 900, exp: now() - 300 }),
        'token-expired',
      ],
      ['a token not yet valid', () => forge(key, ann.customerId, { nbf: now() + 300 }), 'invalid-token'],
      ['a token without an end', () => forge(key, ann.customerId, { exp: undefined }), 'invalid-token'],
      ['another issuer', () => forge(key, ann.customerId, { iss: 'elsewhere' }), 'invalid-token'],
      ['another audience', () => forge(key, ann.customerId, { aud: 'elsewhere' }), 'invalid-token'],
      ['no audience', () => forge(key, ann.customerId, { aud: undefined }), 'invalid-token'],
      ['nobody', () => forge(key, ann.customerId, { sub: undefined }), 'invalid-token'],
      ['no session', () => forge(key, ann.customerId, { sid: undefined }), 'invalid-token'],
      [
        'roles that are no list',
        () => forge(key, ann.customerId, { roles: 'administrator' }),
        'invalid-token',
      ],
      ['a token of 5,000 characters', () => `${'a'.repeat(5_000)}.b.c`, 'invalid-token'],
      ['a refresh token', () => session.refreshToken, 'invalid-token'],
    ];
    for (const [what, token, code] of cases) {
      for (const place of ['gateway', 'order-service'] as const) {
        it(`is answered 401 ${code} by the ${place}: ${what}`, async () => {
          const client = shop.anybody.at(shop.url(place)).withToken(await token());
          const { status, headers, body } = await client.get('/orders');
          expect(`${status} ${body.code}`).to.equal(`401 ${code}`);
          expect(headers.get('www-authenticate')).to.match(/^Bearer realm="webstore", error="invalid_token"/);
        });
      }
    }

    it('would be answered 200 were the token a good one', async () => {
      expectStatus(await shop.anybody.withToken(await good()).get('/orders'), 200);
    });
    it('is answered 401 not-signed-in: no token at all', async () => {
      const { status, headers, body } = await shop.anybody.get('/orders');
      expect(`${status} ${body.code}`).to.equal('401 not-signed-in');
      expect(headers.get('www-authenticate')).to.equal('Bearer realm="webstore"');
    });
    it('is answered 401 invalid-token: a password in place of a token', async () => {
      const authorization = `Basic ${Buffer.from(`${email}:${CUSTOMER_PASSWORD}`).toString('base64')}`;
      const { status, body } = await shop.anybody.call('GET', '/orders', { headers: { authorization } });
      expect(`${status} ${body.code}`).to.equal('401 invalid-token');
    });
    it('does not keep anybody from what is open to all', async () => {
      expectStatus(await shop.anybody.withToken('garbage').get('/products'), 200);
    });
  });

  describe('by customers', () => {
    type Case = [what: string, call: () => [method: string, path: string, request?: Request], answer: string];
    const cases: Case[] = [
      ["another's cart", () => ['GET', `/carts/${bobsCart}`], '403 not-yours'],
      ["another's carts", () => ['GET', `/carts?customerId=${bob.customerId}`], '403 not-yours'],
      [
        'a cart for another',
        () => ['POST', '/carts', { body: { customerId: bob.customerId } }],
        '403 not-yours',
      ],
      [
        "another's cart opened again",
        () => ['POST', '/carts', { body: { customerId: ann.customerId, cartId: bobsCart } }],
        '403 not-yours',
      ],
      [
        "an item in another's cart",
        () => ['PUT', `/carts/${bobsCart}/items/${productId}`, { body: { quantity: 9 } }],
        '403 not-yours',
      ],
      [
        "an item out of another's cart",
        () => ['DELETE', `/carts/${bobsCart}/items/${productId}`],
        '403 not-yours',
      ],
      ["another's cart abandoned", () => ['DELETE', `/carts/${bobsCart}`], '403 not-yours'],
      ["another's checkout", () => ['POST', `/carts/${bobsCart}/checkout`, { body: {} }], '403 not-yours'],
      ["another's order", () => ['GET', `/orders/${bobsOrder}`], '403 not-yours'],
      ["another's orders", () => ['GET', `/orders?customerId=${bob.customerId}`], '403 not-yours'],
      ["another's order cancelled", () => ['POST', `/orders/${bobsOrder}/cancel`], '403 not-yours'],
      ["another's order placed", () => ['POST', `/orders/${bobsOrder}/place`], '403 not-yours'],
      ['an order for another', () => ['POST', '/orders', { body: order(bob.customerId) }], '403 not-yours'],
      [
        "the order id of another's cart",
        () => ['POST', '/orders', { body: { ...order(ann.customerId), orderId: orderIdOf(bobsCart) } }],
        '403 order-id-reserved',
      ],
      [
        'the checkout of order-service',
        () => ['PUT', `/orders/${randomUUID()}`, { body: order(ann.customerId) }],
        '405 method-not-allowed',
      ],
      ["another's profile", () => ['GET', `/customers/${bob.customerId}`], '403 not-yours'],
      [
        "another's profile changed",
        () => ['PATCH', `/customers/${bob.customerId}`, { body: { name: 'X' } }],
        '403 not-yours',
      ],
      [
        "another's password",
        () => ['PATCH', `/customers/${bob.customerId}`, { body: { password: 'mine from now on' } }],
        '403 not-yours',
      ],
      ['another deactivated', () => ['DELETE', `/customers/${bob.customerId}`], '403 not-yours'],
      ["another's e-mails", () => ['GET', `/customers/${bob.customerId}/emails`], '403 not-yours'],
      ["another's session ended", () => ['DELETE', `/sessions/${session.sessionId}`], '403 not-yours'],
      ['a session that never was', () => ['DELETE', `/sessions/${randomUUID()}`], '404 session-not-found'],
      ['the list of customers', () => ['GET', '/customers'], '403 administrators-only'],
      ['a new product', () => ['POST', '/products', { body: {} }], '403 administrators-only'],
      [
        'a product changed',
        () => ['PATCH', `/products/${productId}`, { body: { name: 'X' } }],
        '403 administrators-only',
      ],
      [
        'a price of one cent',
        () => ['PUT', `/products/${productId}/price`, { body: { price: { amount: 1, currency: 'EUR' } } }],
        '403 administrators-only',
      ],
      [
        'stock from nowhere',
        () => ['POST', `/products/${productId}/stock`, { body: { quantity: 1 } }],
        '403 administrators-only',
      ],
      ['a product discontinued', () => ['DELETE', `/products/${productId}`], '403 administrators-only'],
      [
        'a role for oneself',
        () => ['PUT', `/customers/${ann.customerId}/roles/administrator`],
        '404 route-not-found',
      ],
      [
        'a role in the profile',
        () => ['PATCH', `/customers/${ann.customerId}`, { body: { roles: ['administrator'] } }],
        '400 validation-failed',
      ],
      [
        'a role at registration',
        () => [
          'POST',
          '/customers',
          { body: { email: 'r@example.com', name: 'R', password: 'long enough', isAdministrator: true } },
        ],
        '400 validation-failed',
      ],
      ['the keys of tokens', () => ['GET', '/token-keys'], '404 route-not-found'],
      ['another key for tokens', () => ['POST', '/token-keys'], '404 route-not-found'],
      ['the circuit breakers', () => ['GET', '/actuator/circuitbreakers'], '404 route-not-found'],
    ];
    const order = (customerId: string) => ({
      customerId,
      lines: [{ productId, quantity: 1, unitPrice: { amount: 1, currency: 'EUR' } }],
    });
    for (const [what, call, answer] of cases) {
      it(`is answered ${answer}: ${what}`, async () => {
        const { status, body } = await ann.call(...call());
        expect(`${status} ${body.code}`).to.equal(answer);
      });
    }

    it('shows in a list only what is theirs', async () => {
      const carts = await ann.list<{ customerId: string }>('/carts');
      const orders = await ann.list<{ customerId: string }>('/orders');
      expect([...carts, ...orders].filter(({ customerId }) => customerId !== ann.customerId)).to.deep.equal(
        [],
      );
    });

    it('has left what belongs to others as it was', async () => {
      const cart = expectStatus(
        await bob.get<{ status: string; lines: { quantity: number }[] }>(`/carts/${bobsCart}`),
        200,
      );
      expect(cart.body.status).to.equal('open');
      expect(cart.body.lines.map(({ quantity }) => quantity)).to.deep.equal([1]);
    });

    it('can not pass for a service: ids of commands are not taken from customers', async () => {
      const commandId = randomUUID();
      const headers = { 'x-command-id': commandId, 'x-causation-id': commandId };
      for (const place of ['gateway', 'shopping-command-service'] as const) {
        const answer = await ann
          .at(shop.url(place))
          .call('POST', '/carts', { headers, body: { customerId: ann.customerId } });
        expectStatus(answer, 201);
      }
      const log = await readEventLog(shop.eventStoreUrl);
      expect(JSON.stringify(log)).to.not.include(commandId);
    });
  });

  describe('of services', () => {
    const tokenOf = async (service: string, audience: string): Promise<string> => {
      const identity = readShopSecrets(shop.dataDirectory)?.serviceKeys[service];
      if (identity === undefined) throw new Error(`${service} has no key`);
      return (await new ServiceIdentity(identity, new SystemClock()).authorization(audience)).slice(
        'Bearer '.length,
      );
    };
    type Case = [
      what: string,
      service: string,
      audience: string,
      place: 'gateway' | 'customer-service' | 'order-service',
      call: [string, string],
      answer: string,
    ];
    const cases: Case[] = [
      [
        'a service’s token from outside',
        'shopping-query-service',
        'order-service',
        'gateway',
        ['GET', '/orders'],
        '401 invalid-token',
      ],
      [
        'a token for another service',
        'operator',
        'product-service',
        'customer-service',
        ['GET', '/token-keys'],
        '401 invalid-token',
      ],
      [
        'a service that has no business there',
        'product-service',
        'customer-service',
        'customer-service',
        ['GET', '/token-keys'],
        '403 service-not-allowed',
      ],
      [
        'a service that reads customers',
        'shopping-query-service',
        'customer-service',
        'customer-service',
        ['GET', '/customers'],
        '403 service-not-allowed',
      ],
      [
        'the operator’s own business',
        'operator',
        'customer-service',
        'customer-service',
        ['GET', '/token-keys'],
        '200',
      ],
    ];
    for (const [what, service, audience, place, [method, path], answer] of cases) {
      it(`is answered ${answer}: ${what}`, async () => {
        const client = shop.anybody.at(shop.url(place)).withToken(await tokenOf(service, audience));
        const { status, body } = await client.call(method, path);
        expect([status, body.code].filter(Boolean).join(' ')).to.equal(answer);
      });
    }
    it('is answered 403 services-only: an administrator past the gateway', async () => {
      const { status, body } = await shop.client.at(shop.url('customer-service')).get('/token-keys');
      expect(`${status} ${body.code}`).to.equal('403 services-only');
    });
    it('is answered 403 administrators-only: a customer at the actuator of a service', async () => {
      const { status, body } = await ann.at(shop.url('order-service')).get('/actuator/circuitbreakers');
      expect(`${status} ${body.code}`).to.equal('403 administrators-only');
    });
  });
});
