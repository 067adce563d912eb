import { BrokenCircuitError, ExponentialBackoff, handleType, retry } from 'cockatiel';
import type { Dispatcher } from 'undici';
import type { AnswerOf, BodyOf, Contract, Operations, PathParamsOf, QueryOf } from '../contract/contract.js';
import { CAUSATION_ID, COMMAND_ID } from '../contract/internal-headers.js';
import type { Operation } from '../contract/operation.js';
import type { Problem } from '../problems/problem.js';
import { traceparentOf } from '../server/trace-context.js';
import { Endpoints, type Endpoint } from './endpoint.js';
import { RemoteProblemError } from './remote-problem-error.js';
import { RemoteServiceUnavailableError } from './remote-service-unavailable-error.js';

/** How a client treats its service. */
export interface ServiceClientOptions {
  /** Addresses of the service's instances, for example `http://127.0.0.1:8083`. */
  readonly baseUrls: readonly string[];
  /** How long one attempt may take. */
  readonly timeoutMs: number;
  /** How often a call that may be repeated (a GET, or one with a command id) is tried in all. */
  readonly attempts: number;
}

/** Where a call comes from, and the command id that makes it repeatable. */
export interface CallOrigin {
  readonly correlationId: string;
  readonly causationId: string;
  readonly traceparent?: string | undefined;
  /** Of a command that may be repeated: always the same for the same command. */
  readonly commandId?: string;
}

export interface ClientAnswer<Answer> {
  readonly status: number;
  readonly body: Answer;
}

/** What a call of `Op` needs. */
export type CallInput<Op> = (unknown extends PathParamsOf<Op>
  ? unknown
  : { readonly params: PathParamsOf<Op> }) &
  (unknown extends BodyOf<Op> ? unknown : { readonly body: BodyOf<Op> }) & {
    readonly query?: Partial<QueryOf<Op>>;
  };

/** One function for each operation of a contract. */
export type ServiceClient<Ops extends Operations> = {
  /**
   * @throws RemoteProblemError when the service refuses the call
   * @throws RemoteServiceUnavailableError when it can't be reached, does not answer in time, or its circuit is open
   */
  readonly [Name in keyof Ops]: (
    input: CallInput<Ops[Name]>,
    origin: CallOrigin,
  ) => Promise<ClientAnswer<AnswerOf<Ops[Name]>>>;
};

interface AnyInput {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** A typed client of the service behind a contract: balanced over its instances, timed out, retried, circuit-broken. */
export function serviceClient<Ops extends Operations>(
  contract: Contract<Ops>,
  options: ServiceClientOptions,
): { readonly calls: ServiceClient<Ops>; close(): Promise<void> } {
  const endpoints = new Endpoints(options.baseUrls);
  const retried = retry(handleType(RemoteServiceUnavailableError), {
    maxAttempts: options.attempts - 1,
    backoff: new ExponentialBackoff({ initialDelay: 50, maxDelay: 1_000 }),
  });
  const { service } = contract;
  const calls = Object.entries(contract.operations).map(([name, operation]) => {
    const call = async (input: AnyInput, origin: CallOrigin): Promise<ClientAnswer<unknown>> => {
      const request = requestOf(operation, input, origin, options.timeoutMs);
      const attempt = (): Promise<ClientAnswer<unknown>> => send(service, endpoints.pick(), request);
      const repeatable = operation.method === 'GET' || origin.commandId !== undefined;
      return repeatable ? retried.execute(attempt) : attempt();
    };
    return [name, call] as const;
  });
  return {
    calls: Object.fromEntries(calls) as unknown as ServiceClient<Ops>,
    close: () => endpoints.close(),
  };
}

function requestOf(
  operation: Operation,
  { params = {}, query = {}, body }: AnyInput,
  origin: CallOrigin,
  timeoutMs: number,
): Dispatcher.RequestOptions {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  );
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  ).toString();
  return {
    method: operation.method,
    path: search === '' ? path : `${path}?${search}`,
    headers: {
      accept: 'application/json',
      traceparent: origin.traceparent ?? traceparentOf(origin.correlationId),
      [CAUSATION_ID]: origin.causationId,
      ...(origin.commandId === undefined ? {} : { [COMMAND_ID]: origin.commandId }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? null : JSON.stringify(body),
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  };
}

async function send(
  service: string,
  { pool, breaker }: Endpoint,
  request: Dispatcher.RequestOptions,
): Promise<ClientAnswer<unknown>> {
  try {
    return await breaker.execute(async () => {
      const { status, headers, text } = await exchange(service, pool, request);
      if (status < 400) return { status, body: text === '' ? undefined : parsed(service, text) };
      const problem = problemOf(status, text);
      if (status >= 500 || status === 429 || headers['retry-after'] !== undefined) {
        throw new RemoteServiceUnavailableError(service, `${status} ${problem.code}`);
      }
      throw new RemoteProblemError(service, problem);
    });
  } catch (error) {
    if (error instanceof BrokenCircuitError) {
      throw new RemoteServiceUnavailableError(service, 'its circuit is open', { cause: error });
    }
    throw error;
  }
}

async function exchange(
  service: string,
  pool: Dispatcher,
  request: Dispatcher.RequestOptions,
): Promise<{ status: number; headers: Record<string, unknown>; text: string }> {
  try {
    const { statusCode, headers, body } = await pool.request(request);
    return { status: statusCode, headers, text: await body.text() };
  } catch (error) {
    throw new RemoteServiceUnavailableError(service, error instanceof Error ? error.message : String(error), {
      cause: error,
    });
  }
}

function parsed(service: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new RemoteServiceUnavailableError(service, 'answered something that is not JSON', { cause: error });
  }
}

function problemOf(status: number, text: string): Pick<Problem, 'status' | 'code' | 'detail' | 'details'> {
  try {
    const { code, detail, details } = JSON.parse(text) as Partial<Problem>;
    if (typeof code === 'string' && typeof detail === 'string') {
      return { status, code, detail, ...(details === undefined ? {} : { details }) };
    }
  } catch {
    // Not from one of our services: the status is all there is.
  }
  return { status, code: `http-${status}`, detail: `answered ${status}` };
}
