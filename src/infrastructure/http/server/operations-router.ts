import { Router, type Request, type Response } from 'express';
import type { OpenApiDocument } from '../openapi/openapi-document.js';
import { send } from './answer.js';
import { allowedMethods, otherMethod } from './other-method.js';

/** One thing a service needs before it can work. */
export interface ReadinessCheck {
  readonly name: string;
  /** Whether requests can be served without it: then it is shown, but keeps nobody from being ready. Default: they can't. */
  readonly dispensable?: boolean;
  /** Resolves to undefined when all is well, else to what is the matter. Must settle soon and never throw. */
  check(): Promise<string | undefined>;
}

/** What the operational side of a service shows. */
export interface OperationsOptions {
  readonly service: string;
  readonly checks: readonly ReadinessCheck[];
  /** Metrics in Prometheus' text format, with their content type. */
  metrics(): Promise<{ readonly contentType: string; readonly text: string }>;
  /** Left out where there is no contract to describe. */
  readonly openApi?: () => Promise<OpenApiDocument>;
}

/** `/health/live`, `/health/ready`, `/metrics` and, where there is a contract, `/openapi.json` and `/docs`. */
export function operationsRouter(options: OperationsOptions): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const get = (
    path: string,
    handler: (request: Request, response: Response) => Promise<void> | void,
  ): void => {
    router.get(path, (request, response) => {
      response.locals['route'] = path;
      return handler(request, response);
    });
    router.all(path, ({ method }, response) => send(response, otherMethod(method, allowedMethods(['GET']))));
  };
  get('/health/live', (_, response) => json(response, 200, { status: 'up', service: options.service }));
  get('/health/ready', async (_, response) => {
    const results = await Promise.all(
      options.checks.map(async ({ name, dispensable, check }) => {
        const problem = await check();
        const result = problem === undefined ? { status: 'up' } : { status: 'down', problem };
        return { name, result, ready: dispensable === true || problem === undefined };
      }),
    );
    const ready = results.every((one) => one.ready);
    const checks = Object.fromEntries(results.map(({ name, result }) => [name, result]));
    json(
      response,
      ready ? 200 : 503,
      { status: ready ? 'up' : 'down', service: options.service, checks },
      ready ? {} : { 'retry-after': '1' },
    );
  });
  get('/metrics', async (_, response) => {
    const { contentType, text } = await options.metrics();
    send(response, { status: 200, headers: { 'content-type': contentType }, body: text });
  });
  const { openApi } = options;
  if (openApi !== undefined) {
    get('/openapi.json', async (_, response) => json(response, 200, await openApi()));
    get('/docs', async (_, response) => {
      const { docsPage, DOCS_HEADERS } = await import('../openapi/docs-page.js');
      send(response, { status: 200, headers: DOCS_HEADERS, body: docsPage(await openApi()) });
    });
  }
  return router;
}

function json(
  response: Response,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  send(response, {
    status,
    headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
  });
}
