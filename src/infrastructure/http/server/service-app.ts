import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Router,
} from 'express';
import type { Span, Tracer } from '../../../application/tracer.js';
import { HttpError } from '../problems/http-error.js';
import { httpErrorOf } from '../problems/http-error-of.js';
import { send } from './answer.js';
import { problemAnswer } from './problem-answer.js';
import { isTraced, requestSpanEnd } from './request-span.js';
import { contextOf, pathOf } from './request-state.js';
import type { ServerHooks } from './server-hooks.js';
import { strictHead } from './strict-head.js';

/**
 * An express application around routers: request ids, measurement of every request, and problem details for whatever
 * no router answered.
 * @param tracer gets a span for each request but those that watch the process
 */
export function serviceApp(routers: readonly Router[], hooks: ServerHooks, tracer?: Tracer): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.set('case sensitive routing', true);
  app.set('strict routing', true);
  app.use(observed(hooks, tracer), strictHead);
  for (const router of routers) app.use(router);
  app.use(() => {
    throw new HttpError(404, 'route-not-found', 'There is nothing under this path');
  });
  app.use(problems(hooks));
  return app;
}

function observed(hooks: ServerHooks, tracer: Tracer | undefined): RequestHandler {
  return (request, response, next) => {
    const started = process.hrtime.bigint();
    const span = tracer === undefined ? undefined : beginSpan(tracer, request);
    const context = contextOf(request, span);
    response.setHeader('x-request-id', context.requestId);
    response.once('close', () => {
      const served = {
        method: request.method,
        route: (response.locals['route'] as string | undefined) ?? 'unknown',
        path: pathOf(request),
        status: response.statusCode,
        seconds: Number(process.hrtime.bigint() - started) / 1e9,
        traceId: context.trace.traceId,
        requestId: context.requestId,
      };
      hooks.served(served);
      span?.end(requestSpanEnd(served, response.locals['operation'] as string | undefined));
    });
    next();
  };
}

function beginSpan(tracer: Tracer, request: Request): Span | undefined {
  if (!isTraced(pathOf(request))) return undefined;
  const { traceparent } = request.headers;
  return tracer.begin({
    name: request.method,
    kind: 'server',
    traceparent: traceparent as string | undefined,
  });
}

function problems(hooks: ServerHooks): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const { traceId } = contextOf(request).trace;
    const path = pathOf(request);
    const httpError = httpErrorOf(error);
    if (httpError.code === 'internal-error')
      hooks.unexpected(error, { method: request.method, path, traceId });
    send(response, problemAnswer(httpError, path, traceId));
  };
}
