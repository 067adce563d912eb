import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { HttpError, unavailable } from '../problems/http-error.js';
import { httpErrorOf } from '../problems/http-error-of.js';
import { send } from '../server/answer.js';
import { readBody } from '../server/json-body.js';
import { otherMethod } from '../server/other-method.js';
import { problemAnswer } from '../server/problem-answer.js';
import { RequestContext } from '../server/request-context.js';
import type { ServerHooks } from '../server/server-hooks.js';
import { answeredHeaders, forwardedHeaders } from './forwarded-headers.js';
import type { RouteTable } from './route-table.js';
import { isTimeout, type Upstream } from './upstream.js';

export interface ProxyParts {
  readonly routes: RouteTable;
  readonly upstreams: ReadonlyMap<string, Upstream>;
  readonly hooks: ServerHooks;
}

/**
 * Hands requests on to the service that answers them. A request's body is read first (it is small, and a slow sender
 * keeps no service busy; what is repeatable can be repeated), the answer is streamed.
 * Answers false when no service knows the path.
 */
export function proxy(parts: ProxyParts): (request: IncomingMessage, response: ServerResponse) => boolean {
  return (request, response) => {
    const url = request.url ?? '/';
    const path = url.split('?', 1)[0] ?? '/';
    const method = request.method ?? 'GET';
    const route = parts.routes.find(method, path);
    if (route.kind === 'unknown') return false;
    const context = RequestContext.of(request.headers);
    observe(
      request,
      response,
      { route: route.kind === 'service' ? route.path : 'other-method', path, context },
      parts,
    );
    const answer =
      route.kind === 'service'
        ? forward(request, response, route.service, context, parts)
        : refuse(response, method, route.allow);
    answer.catch((error: unknown) => fail(error, request, response, path, context, parts));
    return true;
  };
}

async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  service: string,
  context: RequestContext,
  { upstreams }: ProxyParts,
): Promise<void> {
  const upstream = upstreams.get(service);
  if (upstream === undefined) throw new Error(`no address of ${service}`);
  const body = await readBody(request);
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  const { method = 'GET', url: path = '/' } = request;
  const headers = forwardedHeaders(request, context, body?.length);
  const answer = await upstream
    .request({ method, path, headers, body, signal: gone.signal })
    .catch((error: unknown) => {
      if (gone.signal.aborted) return undefined;
      throw isTimeout(error)
        ? new HttpError(504, 'gateway-timeout', `The ${service} did not answer in time`, { cause: error })
        : unavailable('service-unavailable', `The ${service} can not be reached`, error);
    });
  if (answer === undefined) return;
  response.writeHead(answer.statusCode, answeredHeaders(answer.headers, context));
  // A service that dies in the middle of its answer: the client must not take what it got for the whole.
  await pipeline(answer.body, response).catch(() => response.destroy());
}

async function refuse(response: ServerResponse, method: string, allow: readonly string[]): Promise<void> {
  send(response, otherMethod(method, allow));
}

function fail(
  error: unknown,
  { method = 'GET' }: IncomingMessage,
  response: ServerResponse,
  path: string,
  context: RequestContext,
  { hooks }: ProxyParts,
): void {
  const httpError = httpErrorOf(error);
  const { traceId } = context.trace;
  if (httpError.code === 'internal-error') hooks.unexpected(error, { method, path, traceId });
  response.setHeader('x-request-id', context.requestId);
  send(response, problemAnswer(httpError, path, traceId));
}

function observe(
  { method = 'GET' }: IncomingMessage,
  response: ServerResponse,
  { route, path, context }: { route: string; path: string; context: RequestContext },
  { hooks }: ProxyParts,
): void {
  const started = process.hrtime.bigint();
  response.once('close', () => {
    hooks.served({
      method,
      route,
      path,
      status: response.statusCode,
      seconds: Number(process.hrtime.bigint() - started) / 1e9,
      traceId: context.trace.traceId,
      requestId: context.requestId,
    });
  });
}
