import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Router } from 'express';
import { HttpError } from '../problems/http-error.js';
import { httpErrorOf } from '../problems/http-error-of.js';
import { send } from './answer.js';
import { problemAnswer } from './problem-answer.js';
import { contextOf, pathOf } from './request-state.js';
import type { ServerHooks } from './server-hooks.js';
import { strictHead } from './strict-head.js';

/**
 * An express application around routers: request ids, measurement of every request, and problem details for whatever
 * no router answered.
 */
export function serviceApp(routers: readonly Router[], hooks: ServerHooks): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.set('case sensitive routing', true);
  app.set('strict routing', true);
  app.use(observed(hooks), strictHead);
  for (const router of routers) app.use(router);
  app.use(() => {
    throw new HttpError(404, 'route-not-found', 'There is nothing under this path');
  });
  app.use(problems(hooks));
  return app;
}

function observed(hooks: ServerHooks): RequestHandler {
  return (request, response, next) => {
    const started = process.hrtime.bigint();
    const context = contextOf(request);
    response.setHeader('x-request-id', context.requestId);
    response.once('close', () => {
      hooks.served({
        method: request.method,
        route: (response.locals['route'] as string | undefined) ?? 'unknown',
        path: pathOf(request),
        status: response.statusCode,
        seconds: Number(process.hrtime.bigint() - started) / 1e9,
        traceId: context.trace.traceId,
        requestId: context.requestId,
      });
    });
    next();
  };
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
