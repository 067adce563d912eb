import { randomUUID } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { run } from './support/command-line.js';
import { eventually } from './support/eventually.js';
import { CUSTOMER_PASSWORD, expectStatus } from './support/store-client.js';
import { ADMIN_PASSWORD, TestShop } from './support/test-shop.js';

interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

describe('abuse of sessions', function () {
  this.timeout(60_000);
  let shop: TestShop;
  const email = 'sessions@example.com';

  before(async () => {
    shop = await TestShop.start(['--no-demo-data'], {
      TOKEN_KEY_LEAD_SECONDS: '1',
      SECURITY_RATE_LIMITS_ROUTES_0_PATH: '/carts/{cartId}/checkout',
      SECURITY_RATE_LIMITS_ROUTES_0_REQUESTS: '5',
    });
    await shop.anybody.registerCustomer(email);
  });
  after(() => shop?.dispose());

  async function signIn(): Promise<Tokens> {
    const body = { email, password: CUSTOMER_PASSWORD };
    return expectStatus(await shop.anybody.call<Tokens>('POST', '/sessions', { body }), 200).body;
  }

  const refresh = (refreshToken: string) =>
    shop.anybody.call<Tokens & { code?: string }>('POST', '/sessions/refresh', { body: { refreshToken } });
  const answerTo = async (address: string, password: string): Promise<string> => {
    const { status, body } = await shop.anybody.call('POST', '/sessions', {
      body: { email: address, password },
    });
    return `${status} ${body.code}`;
  };

  it('is answered alike: a wrong password and an unknown address', async () => {
    expect(await answerTo(email, 'wrong')).to.equal('401 wrong-credentials');
    expect(await answerTo('nobody@example.com', 'wrong')).to.equal('401 wrong-credentials');
  });
  it('is answered 401 wrong-credentials: a deactivated customer', async () => {
    const address = 'gone@example.com';
    const customerId = await shop.anybody.registerCustomer(address);
    expectStatus(await shop.client.call('DELETE', `/customers/${customerId}`), 204);
    expect(await answerTo(address, CUSTOMER_PASSWORD)).to.equal('401 wrong-credentials');
  });
  it('is answered 401 refresh-token-refused: garbage, a session that never was, and a token nobody issued', async () => {
    const { refreshToken } = await signIn();
    const forged = refreshToken.replace(/.{44}$/, `.${'a'.repeat(43)}`);
    for (const token of ['garbage', `${randomUUID()}.${'a'.repeat(43)}`, forged]) {
      const { status, body } = await refresh(token);
      expect(`${status} ${body.code}`).to.equal('401 refresh-token-refused');
    }
    expectStatus(await refresh(refreshToken), 200);
  });
  it('ends the session when a refresh token is used twice', async () => {
    const first = await signIn();
    const second = expectStatus(await refresh(first.refreshToken), 200).body;
    const third = expectStatus(await refresh(second.refreshToken), 200).body;
    expect((await refresh(first.refreshToken)).status).to.equal(401);
    expect((await refresh(third.refreshToken)).status).to.equal(401);
  });
  it('gives a thief who repeats an exchange at once no more than the time until its owner refreshes', async () => {
    const stolen = await signIn();
    const owners = expectStatus(await refresh(stolen.refreshToken), 200).body;
    const thiefs = expectStatus(await refresh(stolen.refreshToken), 200).body;
    expect((await refresh(owners.refreshToken)).status).to.equal(401);
    expect((await refresh(thiefs.refreshToken)).status).to.equal(401);
  });
  it('refreshes nothing once signed out', async () => {
    const own = await signIn();
    const client = shop.anybody.withToken(own.accessToken);
    expectStatus(await client.call('DELETE', '/sessions/current'), 204);
    expect((await refresh(own.refreshToken)).status).to.equal(401);
  });
  it('refreshes nothing after the password has changed', async () => {
    const address = 'changes@example.com';
    const customerId = await shop.anybody.registerCustomer(address);
    const body = { email: address, password: CUSTOMER_PASSWORD };
    const own = expectStatus(await shop.anybody.call<Tokens>('POST', '/sessions', { body }), 200).body;
    const client = shop.anybody.withToken(own.accessToken);
    expectStatus(
      await client.call('PATCH', `/customers/${customerId}`, { body: { password: 'quite another' } }),
      200,
    );
    expect((await refresh(own.refreshToken)).status).to.equal(401);
  });
  it('is answered 429 too-many-attempts with Retry-After: guessing, even with the right password then', async () => {
    const address = 'guessed@example.com';
    await shop.anybody.registerCustomer(address);
    const guesses = await Promise.all(Array.from({ length: 12 }, () => answerTo(address, 'wrong')));
    expect(guesses.filter((answer) => answer.startsWith('401'))).to.have.lengthOf(10);
    const body = { email: address, password: CUSTOMER_PASSWORD };
    const { status, headers, body: problem } = await shop.anybody.call('POST', '/sessions', { body });
    expect(`${status} ${problem.code}`).to.equal('429 too-many-attempts');
    expect(Number(headers.get('retry-after'))).to.be.within(1, 300);
  });

  it('is answered 429 rate-limit-exceeded: more of a route than a client is allowed', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        shop.client.call('POST', `/carts/${randomUUID()}/checkout`, { body: {} }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([
      404, 404, 404, 404, 404, 429, 429, 429,
    ]);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.body.code).to.equal('rate-limit-exceeded');
    expect(Number(refused?.headers.get('retry-after'))).to.be.within(1, 60);
    expect(refused?.headers.get('ratelimit-limit')).to.equal('5');
    expect(refused?.headers.get('content-security-policy')).to.be.a('string');
  });

  it('changes the signing key without a request refused', async () => {
    const before = await signIn();
    const place = ['--data', shop.dataDirectory, '--port-offset', String(shop.portOffset)];
    const rotated = await run('bin/webstore.mjs', ['keys', 'rotate', ...place]);
    expect(rotated.stderr).to.equal('');
    const newKeyId = rotated.stdout.split(' ')[0];
    let after = before;
    await eventually(async () => {
      after = await signIn();
      expect(keyIdOf(after.accessToken)).to.equal(newKeyId);
    });
    for (const name of ['gateway', 'order-service', 'shopping-query-service'] as const) {
      for (const { accessToken } of [before, after]) {
        const path = name === 'shopping-query-service' ? '/carts' : '/orders';
        expectStatus(await shop.anybody.at(shop.url(name)).withToken(accessToken).get(path), 200);
      }
    }
    const listed = await run('bin/webstore.mjs', ['keys', 'list', ...place]);
    expect(listed.stdout).to.match(/ published .*\n.* signing /);
  });

  it('finds no password and no token in what is stored or logged', async () => {
    const session = await signIn();
    const secrets = [CUSTOMER_PASSWORD, ADMIN_PASSWORD, session.refreshToken, session.accessToken];
    const written = [
      ...filesIn(shop.dataDirectory).map((file) => readFileSync(file, 'latin1')),
      ...shop.launcher.output,
      ...shop.launcher.errors,
    ];
    const isWritten = (text: string): boolean => written.some((one) => one.includes(text));
    expect(isWritten(email)).to.equal(true);
    for (const secret of secrets) {
      expect(isWritten(secret)).to.equal(false);
    }
  });
});

function keyIdOf(token: string): unknown {
  const [head = ''] = token.split('.');
  return (JSON.parse(Buffer.from(head, 'base64url').toString()) as { kid?: unknown }).kid;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile());
}
