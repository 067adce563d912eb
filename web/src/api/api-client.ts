import { v4 as uuid } from 'uuid';
import { ApiError } from './api-error.js';
import { callUrl, type CallParts } from './call-url.js';
import type { AnswerOf, InputOf } from './contracts.js';
import type { Operation } from './operations/operation.js';
import { operations, type OperationName } from './operations/operations.js';

/** Shows who calls. */
export interface AccessTokens {
  /** A token that is good for a while yet; undefined when nobody is signed in. */
  current(): Promise<string | undefined>;
  /** The token to use instead of one that was refused; undefined when there is none. */
  replace(refused: string): Promise<string | undefined>;
}

/** What goes with a call beside its input. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** Of a command: a repeat under the same key happens once. A new one for each call unless given. */
  readonly idempotencyKey?: string;
  /** Of a command: it takes effect at this revision only, else it is refused with 412. */
  readonly ifMatch?: number | undefined;
  /** Of a stream of events: the last one that has come. */
  readonly lastEventId?: string | undefined;
}

/** A client of the shop's API: typed by the contracts, and keeping to their conventions. */
export class ApiClient {
  #consistentWith: string | undefined;

  /** @param origin of the gateway; the page's own when left out */
  constructor(
    private readonly parts: {
      readonly tokens: AccessTokens;
      readonly origin?: string;
      readonly fetch?: typeof fetch;
    },
  ) {}

  /** The token of the last command, here or in another tab: what the next queries must show. */
  get consistentWith(): string | undefined {
    return this.#consistentWith;
  }

  /** Lets the next queries show the effect of another tab's command. */
  showAtLeast(token: string): void {
    this.#consistentWith = token;
  }

  /** Calls an operation and answers with what it answers. @throws ApiError */
  async call<Name extends OperationName>(
    name: Name,
    input: InputOf<Name>,
    options: CallOptions = {},
  ): Promise<AnswerOf<Name>> {
    const response = await this.open(name, input, options);
    if (response.status === 204) return undefined as AnswerOf<Name>;
    try {
      return (await response.json()) as AnswerOf<Name>;
    } catch (error) {
      throw options.signal?.aborted === true ? error : ApiError.unreachable(error);
    }
  }

  /** Calls an operation and answers with the response, for what is read while it comes. @throws ApiError */
  async open<Name extends OperationName>(
    name: Name,
    input: InputOf<Name>,
    options: CallOptions = {},
  ): Promise<Response> {
    const operation: Operation = operations[name];
    const send = this.#sender(operation, input as CallParts, options);
    const token = operation.isPublic === true ? undefined : await this.parts.tokens.current();
    let response = await send(token);
    if (response.status === 401 && token !== undefined) {
      const other = await this.parts.tokens.replace(token);
      if (other !== undefined) response = await send(other);
    }
    if (!response.ok) throw await ApiError.of(response);
    this.#consistentWith = response.headers.get('consistency-token') ?? this.#consistentWith;
    return response;
  }

  /** What sends the call, any number of times as the same one. */
  #sender(operation: Operation, input: CallParts, options: CallOptions) {
    const { method, isConsistent } = operation;
    const query =
      isConsistent === true ? { ...input.query, consistentWith: this.#consistentWith } : input.query;
    const url = (this.parts.origin ?? '') + callUrl(operation.path, { ...input, query });
    const headers = new Headers();
    if (method !== 'GET') headers.set('idempotency-key', options.idempotencyKey ?? uuid());
    if (options.ifMatch !== undefined) headers.set('if-match', `"${options.ifMatch}"`);
    if (options.lastEventId !== undefined) headers.set('last-event-id', options.lastEventId);
    if (input.body !== undefined) headers.set('content-type', 'application/json');
    const body = input.body === undefined ? null : JSON.stringify(input.body);
    const signal = options.signal ?? null;
    return async (token: string | undefined): Promise<Response> => {
      if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
      try {
        return await (this.parts.fetch ?? fetch)(url, { method, headers, body, signal, credentials: 'omit' });
      } catch (error) {
        throw signal?.aborted === true ? error : ApiError.unreachable(error);
      }
    };
  }
}
