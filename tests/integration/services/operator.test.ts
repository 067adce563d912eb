import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { decodeProtectedHeader, type JSONWebKeySet } from 'jose';
import { expectProblem } from './support/api-client.js';
import { Shop } from './support/shop.js';
import { until } from './support/until.js';

describe("the operator's commands for sign-in", function () {
  this.timeout(30_000);
  let shop: Shop;
  before(async () => {
    shop = await Shop.start();
  });
  after(() => shop.stop());

  /** What a command answers as one line of JSON. */
  const json = async (...given: readonly string[]): Promise<unknown> => {
    const { exitCode, lines } = await shop.operator(...given, '--json');
    expect([exitCode, lines.length]).to.deep.equal([0, 1]);
    return JSON.parse(lines[0]!);
  };
  const keyIdOf = (authorization: string): string =>
    decodeProtectedHeader(authorization.replace('Bearer ', '')).kid ?? '';
  const publishedIds = async (): Promise<unknown[]> => {
    const { body } = await shop.client('customer-service').get('/.well-known/jwks.json');
    return (body as JSONWebKeySet).keys.map(({ kid }) => kid);
  };

  describe('administrators', () => {
    it('are made and unmade, from the next access token on', async () => {
      const { customerId, email, ...client } = await shop.newCustomer();
      const lists = async (authorization: string) =>
        (await shop.anybody.as(authorization).get('/customers')).status;
      const before = await shop.signIn(email);
      expect(await lists(before)).to.equal(403);

      const granted = await shop.operator('administrators', 'grant', customerId);
      expect(granted).to.deep.equal({
        exitCode: 0,
        lines: [`${customerId}: done; it holds from the next access token on`],
      });
      expect(await lists(before)).to.equal(403);
      const administrator = await shop.signIn(email);
      expect(await lists(administrator)).to.equal(200);
      expect(client.url).to.equal(shop.anybody.url);

      expect(await json('administrators', 'revoke', customerId)).to.deep.equal({
        customerId,
        administrator: false,
      });
      expect(await lists(await shop.signIn(email))).to.equal(403);
    });

    it('are customers: anything else is one line, and fails', async () => {
      const nobody = randomUUID();
      expect(await shop.operator('administrators', 'grant', nobody)).to.deep.equal({
        exitCode: 1,
        lines: [`webstore: 404 customer-not-found: There is no customer ${nobody}`],
      });
      const misused = await shop.operator('administrators', 'grant');
      expect(misused.exitCode).to.equal(2);
      expect(misused.lines).to.have.lengthOf(1);
    });
  });

  describe('keys', () => {
    it('that are withdrawn are published no more, and refuse their tokens everywhere', async () => {
      const { customerId, email } = await shop.newCustomer();
      const stolen = await shop.signIn(email);
      const places = [
        shop.anybody,
        ...['order-service', 'customer-service'].map((name) => shop.client(name)),
      ];
      const answers = (authorization: string) =>
        Promise.all(
          places.map(async (place) => {
            const path = place === places[2] ? `/customers/${customerId}` : '/orders';
            const { status, body } = await place.as(authorization).get(path);
            return status === 200 ? '200' : `${status} ${body['code']}`;
          }),
        );
      expect(await answers(stolen)).to.deep.equal(['200', '200', '200']);

      const keyId = keyIdOf(stolen);
      const { exitCode, lines } = await shop.operator('keys', 'withdraw', keyId);
      const replacement = /^(\S+) is withdrawn; (\S+) signs$/.exec(lines[0] ?? '')?.[2];
      expect([exitCode, lines.length]).to.deep.equal([0, 1]);
      expect(replacement).to.be.a('string').that.does.not.equal(keyId);
      expect(await publishedIds()).to.deep.equal([replacement]);

      const next = await shop.signIn(email);
      expect(keyIdOf(next)).to.equal(replacement);
      const refused = Array.from({ length: 3 }, () => '401 invalid-token');
      await until(async () => String(await answers(next)) === '200,200,200');
      await until(async () => String(await answers(stolen)) === String(refused), 20_000);

      expect((await shop.operator('keys', 'withdraw', keyId)).lines).to.deep.equal(lines);
      const listed = (await shop.operator('keys', 'list')).lines.join('\n');
      expect(listed).to.match(
        new RegExp(`^KEY +STATUS +SIGNS FROM\\n${keyId} +withdrawn .*\\n${replacement} +signing `),
      );
      expect(await json('keys', 'withdraw', keyId)).to.deep.equal({
        withdrawn: keyId,
        signing: replacement,
      });
      expect(await json('keys', 'list'))
        .to.be.an('array')
        .with.nested.property('[1]')
        .that.includes({ keyId: replacement, status: 'signing' });
    });

    it('that never were can not be withdrawn', async () => {
      expect(await shop.operator('keys', 'withdraw', 'unheard-of')).to.deep.equal({
        exitCode: 1,
        lines: ['webstore: 404 key-not-found: There is no key unheard-of'],
      });
    });

    it('are withdrawn by the operator only', async () => {
      const [keyId] = await publishedIds();
      const path = `/token-keys/${String(keyId)}`;
      const administrator = await shop.signIn('admin@webstore.example');
      const asAdministrator = shop.client('customer-service').as(administrator);
      expectProblem(await asAdministrator.delete(path), 403, 'services-only');
      const asOrderService = await shop.authorizationOf('order-service', 'customer-service');
      const other = shop.client('customer-service').as(asOrderService);
      expectProblem(await other.delete(path), 403, 'service-not-allowed');
      expectProblem(await shop.anybody.as(administrator).delete(path), 404, 'route-not-found');
      expect(await publishedIds()).to.deep.equal([keyId]);
    });
  });
});
