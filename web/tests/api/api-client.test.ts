import { expect } from 'chai';
import { type AccessTokens, ApiClient } from '../../src/api/api-client.js';
import { ApiError } from '../../src/api/api-error.js';

const nobody: AccessTokens = { current: async () => undefined, replace: async () => undefined };

/** A client before a shop that gives these answers in turn, and what it was asked. */
function clientOf(answers: (Response | Error)[], tokens = nobody) {
  const requests: Request[] = [];
  const api = new ApiClient({
    tokens,
    origin: 'http://shop.example',
    fetch: async (url, init) => {
      requests.push(new Request(url as string, init));
      const answer = answers.shift()!;
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  return { api, requests };
}

const json = (body: unknown, init?: ResponseInit) => Response.json(body, init);
const problem = (status: number, code: string, more: object = {}, headers: HeadersInit = {}) =>
  new Response(JSON.stringify({ status, code, title: 'Title', detail: 'Detail', traceId: 'abc', ...more }), {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  });
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.fail('was not refused'),
    (error: unknown) => error as ApiError,
  );

describe('ApiClient', () => {
  it('puts parameters into the path and what is given into the query', async () => {
    const { api, requests } = clientOf([json({ items: [] }), json({})]);
    await api.call('listProducts', { query: { search: 'tea & more', inStock: true, cursor: '' } });
    await api.call('listStreamEvents', { params: { stream: 'order-a b' } });
    expect(requests.map(({ url }) => url)).to.deep.equal([
      'http://shop.example/products?search=tea+%26+more&inStock=true',
      'http://shop.example/audit/streams/order-a%20b/events',
    ]);
  });

  it('gives each command an idempotency key, the one it is told, and the revision it is for', async () => {
    const { api, requests } = clientOf([json({}), json({}), json({})]);
    const input = { params: { cartId: 'c', productId: 'p' }, body: { quantity: 2 } };
    await api.call('putCartItem', input);
    await api.call('putCartItem', input, { idempotencyKey: 'key', ifMatch: 7 });
    await api.call('getCart', { params: { cartId: 'c' } });
    const [first, second, query] = requests.map(({ headers }) => headers);
    expect(first!.get('idempotency-key')).to.match(/^[0-9a-f-]{36}$/);
    expect(first!.get('if-match')).to.equal(null);
    expect(second!.get('idempotency-key')).to.equal('key');
    expect(second!.get('if-match')).to.equal('"7"');
    expect(query!.get('idempotency-key')).to.equal(null);
    expect(await requests[0]!.json()).to.deep.equal({ quantity: 2 });
  });

  it('asks for the effect of its last command in those queries that can wait for it', async () => {
    const { api, requests } = clientOf([
      json({}, { headers: { 'consistency-token': 'token' } }),
      json({}),
      json({}),
    ]);
    await api.call('openCart', { body: { customerId: 'c' } });
    await api.call('getCart', { params: { cartId: 'c' } });
    await api.call('listStreamEvents', { params: { stream: 's' } });
    expect(requests[1]!.url).to.equal('http://shop.example/carts/c?consistentWith=token');
    expect(requests[2]!.url).to.equal('http://shop.example/audit/streams/s/events');
  });

  it('makes an error of a problem document', async () => {
    const errors = [{ path: 'quantity', message: 'must be whole' }];
    const { api } = clientOf([problem(503, 'read-model-behind', { errors }, { 'retry-after': '2' })]);
    const error = await refusal(api.call('getCart', { params: { cartId: 'c' } }));
    expect(error).to.be.instanceOf(ApiError);
    expect(error).to.include({ status: 503, code: 'read-model-behind', traceId: 'abc', message: 'Detail' });
    expect(error).to.include({ retryAfterMs: 2000, isTransient: true });
    expect(error.errors).to.deep.equal(errors);
  });

  it('takes for passing what the first sending of a command is still busy with', async () => {
    const { api } = clientOf([problem(409, 'idempotency-key-in-use'), problem(409, 'cart-empty')]);
    const call = () => refusal(api.call('checkOutCart', { params: { cartId: 'c' }, body: {} }));
    expect((await call()).isTransient).to.equal(true);
    expect((await call()).isTransient).to.equal(false);
  });

  it('lets queries show what another tab has changed', async () => {
    const { api, requests } = clientOf([json({})]);
    api.showAtLeast('theirs');
    await api.call('getCart', { params: { cartId: 'c' } });
    expect(requests[0]!.url).to.equal('http://shop.example/carts/c?consistentWith=theirs');
  });

  it('makes an error of an answer that is none, and of no answer', async () => {
    const { api } = clientOf([
      new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'trace-id': 'xyz' } }),
      new TypeError('fetch failed'),
    ]);
    const input = { params: { cartId: 'c' } };
    expect(await refusal(api.call('getCart', input))).to.include({ code: 'http-502', traceId: 'xyz' });
    expect(await refusal(api.call('getCart', input))).to.include({ code: 'unreachable', isTransient: true });
  });

  it('sends an access token where one is looked at, and the next one when it was refused', async () => {
    const refused: string[] = [];
    const tokens = {
      current: async () => 'old',
      replace: async (token: string) => (refused.push(token), 'new'),
    };
    const { api, requests } = clientOf(
      [json({}), problem(401, 'token-expired'), json({ cartId: 'c' })],
      tokens,
    );
    await api.call('listProducts', {});
    const cart = await api.call('getCart', { params: { cartId: 'c' } });
    expect(cart).to.deep.equal({ cartId: 'c' });
    expect(requests.map(({ headers }) => headers.get('authorization'))).to.deep.equal([
      null,
      'Bearer old',
      'Bearer new',
    ]);
    expect(refused).to.deep.equal(['old']);
  });

  it('tells the refusal when there is no other token', async () => {
    const tokens = { current: async () => 'old', replace: async () => undefined };
    const { api, requests } = clientOf([problem(401, 'token-expired')], tokens);
    expect(await refusal(api.call('getCart', { params: { cartId: 'c' } }))).to.include({
      code: 'token-expired',
    });
    expect(requests).to.have.lengthOf(1);
  });
});
