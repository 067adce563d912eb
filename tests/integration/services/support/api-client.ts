import { expect } from 'chai';

/** Any JSON, to be looked into freely. */
type Json = ReturnType<typeof JSON.parse>;

/** An answer, read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
}

/** Plain HTTP calls with JSON. */
export class ApiClient {
  constructor(
    readonly url: string,
    private readonly authorization?: string,
  ) {}

  /** The same for whoever shows this header; for nobody in particular without one. */
  as(authorization: string | undefined): ApiClient {
    return new ApiClient(this.url, authorization);
  }

  /** The same for the same one at another address. */
  at(url: string): ApiClient {
    return new ApiClient(url, this.authorization);
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#call('GET', path, undefined, headers);
  }
  post(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#call('POST', path, body, headers);
  }
  put(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#call('PUT', path, body, headers);
  }
  patch(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#call('PATCH', path, body, headers);
  }
  delete(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#call('DELETE', path, undefined, headers);
  }
  call(method: string, path: string): Promise<Answer> {
    return this.#call(method, path, undefined, {});
  }
  options(path: string): Promise<Answer> {
    return this.#call('OPTIONS', path, undefined, {});
  }

  /** The thing as its read model shows it once it has reached what `command` answered. */
  async after(command: Answer, path: string): Promise<Answer> {
    const token = command.headers.get('consistency-token') ?? '';
    return this.get(`${path}${path.includes('?') ? '&' : '?'}consistentWith=${token}`);
  }

  /** The answer as soon as it begins, its body to be read as it comes. */
  open(path: string, headers: Record<string, string> = {}): Promise<Response> {
    const given = new Headers(headers);
    if (this.authorization !== undefined) given.set('authorization', this.authorization);
    return fetch(this.url + path, { headers: given });
  }

  async #call(method: string, path: string, body: unknown, headers: Record<string, string>): Promise<Answer> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(this.authorization === undefined ? {} : { authorization: this.authorization }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = /[/+]json\b/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : { text } };
  }
}

/** Fails unless the answer is a problem with this status and code. */
export function expectProblem(answer: Answer, status: number, code: string): void {
  expect(`${answer.status} ${answer.body['code']}`, JSON.stringify(answer.body)).to.equal(
    `${status} ${code}`,
  );
  expect(answer.headers.get('content-type')).to.equal('application/problem+json');
}
