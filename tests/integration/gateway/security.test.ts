import { expect } from 'chai';
import type { ConfigurationSource } from '../../../src/infrastructure/configuration/live-configuration.js';
import { LiveConfiguration } from '../../../src/infrastructure/configuration/live-configuration.js';
import type { Properties } from '../../../src/infrastructure/configuration/properties/properties.js';
import { orderContract } from '../../../src/infrastructure/http/contracts/order-contract.js';
import { productContract } from '../../../src/infrastructure/http/contracts/product-contract.js';
import { newShopSecrets, trustedServiceKeys } from '../../../src/infrastructure/security/shop-secrets.js';
import { FixedKeys } from '../../../src/infrastructure/security/fixed-keys.js';
import { PublishedKeys } from '../../../src/infrastructure/security/published-keys.js';
import { TokenAuthenticator } from '../../../src/infrastructure/security/token-authenticator.js';
import { liveGatewaySettings } from '../../../src/services/gateway/gateway-settings.js';
import { securityFilters } from '../../../src/services/gateway/security-filters.js';
import { ManualClock } from '../../../src/testing/manual-clock.js';
import { GatewayRig, StubServer } from './support/gateway-rig.js';

const SHOP = 'https://shop.example';

describe('the gateway against strangers', () => {
  const contracts = [orderContract, productContract];
  let properties: Properties;
  let configuration: LiveConfiguration;
  let publishes: boolean;
  let asked: string[];
  let clock: ManualClock;
  let stub: StubServer;
  let rig: GatewayRig;

  const start = async (given: Record<string, string | number | boolean>): Promise<void> => {
    properties = new Map(Object.entries(given));
    const source: ConfigurationSource = {
      load: async () => ({ properties, origins: new Map() }),
      changes: async () => undefined,
    };
    configuration = new LiveConfiguration({ properties, source });
    [publishes, asked, clock] = [true, [], new ManualClock()];
    const customerKeys = new PublishedKeys(async () => {
      if (!publishes) throw new Error('away');
      return trustedServiceKeys(newShopSecrets(['one']));
    }, clock);
    const authenticator = new TokenAuthenticator({
      customerKeys,
      serviceKeys: new FixedKeys({ keys: [] }),
      service: undefined,
      clock,
    });
    stub = await StubServer.start((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      request.resume().on('end', () => response.writeHead(200, { etag: '"1"' }).end('{}'));
    });
    rig = await GatewayRig.start({
      services: { 'order-service': [stub.origin], 'product-service': [stub.origin] },
      contracts,
      filters: securityFilters(contracts, authenticator, liveGatewaySettings(configuration)),
    });
  };
  afterEach(async () => {
    await rig.stop();
    await stub.kill();
  });

  const call = async (method: string, path: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(rig.url + path, { method, headers });
    const text = await answer.text();
    const { code } = (text.startsWith('{') ? JSON.parse(text) : {}) as { code?: string };
    const said = (name: string): string | null => answer.headers.get(`access-control-${name}`);
    return { status: answer.status, code, headers: answer.headers, said };
  };
  const preflight = (origin: string, method = 'POST') =>
    call('OPTIONS', '/orders', {
      origin,
      'access-control-request-method': method,
      'access-control-request-headers': 'authorization,content-type',
    });

  describe('pages from elsewhere (CORS)', () => {
    it('may ask when their origin is allowed: the preflight is answered without a service', async () => {
      await start({ 'security.cors.origins[0]': 'https://other.example', 'security.cors.origins[1]': SHOP });
      const { status, said, headers } = await preflight(SHOP);
      expect(status).to.equal(204);
      expect(said('allow-origin')).to.equal(SHOP);
      expect(said('allow-methods')?.split(', ')).to.include.members([
        'GET',
        'POST',
        'PUT',
        'PATCH',
        'DELETE',
      ]);
      expect(said('allow-headers')?.split(', ')).to.include.members(['authorization', 'content-type']);
      expect(said('max-age')).to.equal('600');
      expect(said('allow-credentials')).to.equal(null);
      expect(headers.get('vary')).to.match(/\borigin\b/i);
      expect(asked).to.deep.equal([]);
    });

    it('read answers, with the headers that are named, and refusals too', async () => {
      await start({ 'security.cors.origins[0]': SHOP });
      const answer = await call('GET', '/products', { origin: SHOP });
      expect([answer.status, answer.said('allow-origin')]).to.deep.equal([200, SHOP]);
      expect(answer.said('expose-headers')?.split(', ')).to.include('etag');
      expect(answer.headers.get('cross-origin-resource-policy')).to.equal('cross-origin');
      const refused = await call('GET', '/orders', { origin: SHOP });
      expect([refused.status, refused.said('allow-origin')]).to.deep.equal([401, SHOP]);
    });

    it('may send cookies only where that is configured', async () => {
      await start({ 'security.cors.origins[0]': SHOP, 'security.cors.credentials': true });
      expect((await preflight(SHOP)).said('allow-credentials')).to.equal('true');
      expect((await call('GET', '/products', { origin: SHOP })).said('allow-credentials')).to.equal('true');
      expect((await preflight('https://evil.example')).said('allow-credentials')).to.equal(null);
    });

    for (const origin of ['https://evil.example', 'null', `${SHOP}.evil.example`, 'http://shop.example']) {
      it(`are told nothing when their origin is not allowed: ${origin}`, async () => {
        await start({ 'security.cors.origins[0]': SHOP, 'security.cors.credentials': true });
        for (const { said, headers } of [
          await preflight(origin),
          await call('GET', '/products', { origin }),
        ]) {
          const names = [...headers.keys()].filter((name) => name.startsWith('access-control-'));
          expect(names).to.deep.equal([]);
          expect(said('allow-origin')).to.equal(null);
          expect(headers.get('vary')).to.match(/\borigin\b/i);
          expect(headers.get('cross-origin-resource-policy')).to.equal('same-origin');
        }
      });
    }

    it('are let in nowhere unless configured, and at once when they are', async () => {
      await start({});
      expect((await preflight(SHOP)).said('allow-origin')).to.equal(null);
      properties = new Map([['security.cors.origins[0]', SHOP]]);
      await configuration.refresh();
      expect((await preflight(SHOP)).said('allow-origin')).to.equal(SHOP);
    });
  });

  describe('limits', () => {
    const statuses = async (count: number): Promise<number[]> => {
      const answers: number[] = [];
      for (let i = 0; i < count; i += 1) answers.push((await call('GET', '/products')).status);
      return answers;
    };

    it('that are changed while it runs hold at once', async () => {
      await start({ 'security.rate-limits.client.requests': 2 });
      expect(await statuses(3)).to.deep.equal([200, 200, 429]);
      properties = new Map([['security.rate-limits.client.requests', 4]]);
      await configuration.refresh();
      expect(await statuses(5)).to.deep.equal([200, 200, 200, 200, 429]);

      const route = 'security.rate-limits.routes[0]';
      properties = new Map<string, string | number>([
        [`${route}.method`, 'GET'],
        [`${route}.path`, '/products/{productId}'],
        [`${route}.requests`, 1],
      ]);
      await configuration.refresh();
      const product = async () => {
        const { status, code, headers } = await call('GET', '/products/lamp');
        return [status, code, headers.get('ratelimit-remaining')];
      };
      expect(await product()).to.deep.equal([200, undefined, '0']);
      expect(await product()).to.deep.equal([429, 'rate-limit-exceeded', '0']);
      expect(await statuses(3)).to.deep.equal([200, 200, 200]);
    });
  });

  describe('tokens', () => {
    it('are answered 503 as long as nobody knows the keys, and checked as soon as they are known', async () => {
      await start({});
      publishes = false;
      const head = Buffer.from(JSON.stringify({ alg: 'EdDSA', kid: 'two' })).toString('base64url');
      const claims = Buffer.from(JSON.stringify({ iss: 'webstore', sub: 'ann' })).toString('base64url');
      const authorization = `Bearer ${head}.${claims}.c2lnbmF0dXJl`;
      const early = await call('GET', '/orders', { authorization });
      expect([early.status, early.code]).to.deep.equal([503, 'sign-in-unavailable']);
      expect(early.headers.get('retry-after')).to.equal('1');
      expect((await call('GET', '/orders')).status).to.equal(401);
      expect((await call('GET', '/products')).status).to.equal(200);

      publishes = true;
      await clock.advance(101);
      const late = await call('GET', '/orders', { authorization });
      expect([late.status, late.code]).to.deep.equal([401, 'invalid-token']);
      expect(asked).to.deep.equal(['GET /products']);
    });
  });
});
