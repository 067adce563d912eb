/** A DTO class: its decorators are the rules for values and the source of the JSON schema. */
export type Dto<T> = new () => T;

/** The names in braces of a path template: `/carts/{cartId}/items/{productId}` → `{ cartId, productId }`. */
export type ParamsOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? { readonly [Key in Name]: string } & ParamsOf<Rest>
  : unknown;

/**
 * Who may call an operation over the gateway: everybody; customers, each for what is theirs, and administrators for all;
 * administrators; or nobody, because only services call it, and directly.
 */
type Access = 'public' | 'customer' | 'administrator' | 'service';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One call of a service, declared once: routes, typed client and OpenAPI document come out of it. */
export interface Operation<Path extends string = string, Query = unknown, Body = unknown, Answer = unknown> {
  readonly method: Method;
  /** Path template in OpenAPI's form. A parameter named `xyId` that is no possible id answers 404 `xy-not-found`. */
  readonly path: Path;
  readonly summary: string;
  readonly access: Access;
  /** The services that may call it by themselves, without a customer behind them. */
  readonly callers?: readonly string[];
  /** Whether its body or answer holds secrets: no answer is kept for a repeat under the same `Idempotency-Key`. */
  readonly secret?: boolean;
  /** What a parameter of the path may be that is no id; anything else answers 404 as well. */
  readonly params?: Readonly<Record<string, RegExp>>;
  /** Whether it answers with JSON lines (application/x-ndjson), written as fast as the caller reads them. */
  readonly jsonLines?: boolean;
  /** Status of success. */
  readonly status: 200 | 201 | 202 | 204;
  readonly query?: Dto<Query>;
  readonly body?: Dto<Body>;
  /** A missing body counts as `{}`. */
  readonly bodyOptional?: boolean;
  readonly answer?: Dto<Answer>;
  /** Answers with a stream of server-sent events, each of them an `answer`; 204 when there is nothing to come any more. */
  readonly streams?: boolean;
  /** Whether making the call twice does no more than making it once; else the method tells (RFC 9110, 9.2.2). */
  readonly idempotent?: boolean;
  /** Codes of the problems it may answer beyond those that every call may, with their status. */
  readonly problems?: Readonly<Record<string, number>>;
}

/** A command changes something: everything but a GET. It honours `Idempotency-Key` and `If-Match`. */
export function isCommand(operation: Operation): boolean {
  return operation.method !== 'GET';
}

/** Whether a call may simply be made again: as declared, or as its method promises. */
export function isIdempotent({ idempotent, method }: Operation): boolean {
  return idempotent ?? (method === 'GET' || method === 'PUT' || method === 'DELETE');
}

/** Declares an operation, keeping its exact types. */
export function operation<const Path extends string, Query = unknown, Body = unknown, Answer = unknown>(
  declaration: Operation<Path, Query, Body, Answer>,
): Operation<Path, Query, Body, Answer> {
  return declaration;
}
