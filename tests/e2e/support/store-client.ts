import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { SignedIn } from '../../../src/cli/sign-in/signed-in.js';
import type { Credentials } from '../../../src/infrastructure/security/credentials-file.js';
import type { Page, Problem } from './views.js';

/** What customers sign in with whom the tests register. */
export const CUSTOMER_PASSWORD = 'correct horse';

/** An answer of the shop, its JSON parsed. */
export interface Answer<Body = Problem> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface Request {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Who calls: a header, given anew for each call; undefined for nobody in particular. */
export type Authorization = () => Promise<string | undefined>;

/** A customer whom a test has registered. */
export type Customer = StoreClient & {
  readonly customerId: string;
  readonly email: string;
  /** The same one in a session of its own, which begins with the next call. */
  signedInAgain(): StoreClient;
};

/** Somebody who speaks HTTP with the shop, and the few steps that most tests begin with. */
export class StoreClient {
  constructor(
    readonly url: string,
    private readonly authorization: Authorization = async () => undefined,
  ) {}

  /** The same shop for somebody who signs in when it is first needed. */
  as(credentials: Credentials): StoreClient {
    const user = new SignedIn(this.url, credentials);
    return new StoreClient(this.url, () => user.authorization());
  }

  /** The same one at another address, a service's own for example. */
  at(url: string): StoreClient {
    return new StoreClient(url, this.authorization);
  }

  /** The same shop for whoever has this token. */
  withToken(token: string | undefined): StoreClient {
    return new StoreClient(this.url, async () => token && `Bearer ${token}`);
  }

  /** The same shop for a new customer; resolves with who that is, too. */
  async asNewCustomer(email = `${randomUUID()}@example.com`): Promise<Customer> {
    const customerId = await this.registerCustomer(email);
    const signedIn = () => this.as({ email, password: CUSTOMER_PASSWORD });
    return Object.assign(signedIn(), { customerId, email, signedInAgain: signedIn });
  }

  /** One call, whatever comes of it. A text as body is sent as it is. */
  async call<Body = Problem>(
    method: string,
    path: string,
    { body, headers }: Request = {},
  ): Promise<Answer<Body>> {
    const authorization = await this.authorization();
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        ...(authorization === undefined ? {} : { authorization }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(15_000),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    const parsed: unknown = isJson && text ? JSON.parse(text) : text;
    return { status: response.status, headers: response.headers, body: parsed as Body };
  }

  get<Body = Problem>(path: string): Promise<Answer<Body>> {
    return this.call('GET', path);
  }

  /**
   * Repeats a command under one idempotency key until it has been answered for good: as a careful client does
   * while the shop's processes come and go.
   *
   * @throws Error when no final answer came within `withinMs`
   */
  async insist<Body = Problem>(
    method: string,
    path: string,
    body?: unknown,
    withinMs = 60_000,
  ): Promise<Answer<Body>> {
    const deadline = Date.now() + withinMs;
    const headers = { 'Idempotency-Key': randomUUID() };
    for (;;) {
      const answer = await this.call<Body>(method, path, { body, headers }).catch((error: Error) => error);
      const final = !(answer instanceof Error) && answer.status < 500 && !isInProgress(answer);
      if (final) return answer;
      if (Date.now() > deadline) {
        const last =
          answer instanceof Error ? answer.message : `${answer.status} ${JSON.stringify(answer.body)}`;
        throw new Error(`${method} ${path} was not answered within ${withinMs} ms: ${last}`);
      }
      await sleep(50 + Math.random() * 100);
    }
  }

  /** Registers a customer under an address of its own; resolves with its id. */
  async registerCustomer(email = `${randomUUID()}@example.com`): Promise<string> {
    const answer = await this.insist<{ customerId: string }>('POST', '/customers', {
      email,
      name: 'Ada Lovelace',
      password: CUSTOMER_PASSWORD,
    });
    return expectStatus(answer, 201).body.customerId;
  }

  /** Registers a product at 19.99 EUR; resolves with its id. */
  async registerProduct(initialStock: number, name = 'Teapot'): Promise<string> {
    const price = { amount: 1999, currency: 'EUR' };
    const answer = await this.insist<{ productId: string }>('POST', '/products', {
      name,
      description: 'Stoneware',
      price,
      initialStock,
    });
    return expectStatus(answer, 201).body.productId;
  }

  /** Opens a cart and fills it; resolves with its id. */
  async fillCart(customerId: string, quantities: Readonly<Record<string, number>>): Promise<string> {
    const opened = await this.insist<{ cartId: string }>('POST', '/carts', { customerId });
    const { cartId } = expectStatus(opened, 201).body;
    for (const [productId, quantity] of Object.entries(quantities)) {
      expectStatus(await this.insist('PUT', `/carts/${cartId}/items/${productId}`, { quantity }), 200);
    }
    return cartId;
  }

  /** Checks a cart out; resolves with the order's id. */
  async checkOut(cartId: string, withinMs?: number): Promise<string> {
    const answer = await this.insist<{ orderId: string }>('POST', `/carts/${cartId}/checkout`, {}, withinMs);
    return expectStatus(answer, 202).body.orderId;
  }

  /** All items of a list, over its pages. */
  async list<Item>(path: string): Promise<Item[]> {
    const items: Item[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const answer = await this.get<Page<Item>>(`${path}${path.includes('?') ? '&' : '?'}limit=100${query}`);
      const page: Page<Item> = expectStatus(answer, 200).body;
      items.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return items;
  }
}

/** @throws Error with the whole answer when it has another status */
export function expectStatus<Body>(answer: Answer<Body>, status: number): Answer<Body> {
  if (answer.status === status) return answer;
  throw new Error(`${answer.status} instead of ${status}: ${JSON.stringify(answer.body)}`);
}

/** The first try of this key is still being worked on. */
function isInProgress({ status, headers }: Answer<unknown>): boolean {
  return (status === 409 || status === 429) && headers.has('retry-after');
}
