import { Router, type Request, type RequestHandler, type Response } from 'express';
import sirv from 'sirv';
import { send } from '../server/answer.js';
import { allowedMethods, otherMethod } from '../server/other-method.js';
import { PAGE_POLICY } from './page-policy.js';

/** The parts of the web, each with its own page that does the routing below its path. */
const PARTS = ['/shop', '/console'];

const YEAR_S = 31_536_000;

/**
 * Serves the built pages: `/` leads browsers to the storefront, all paths from `/shop` and `/console` on answer the page of
 * their part, `/assets/` what the pages load, whose names change with their content. Everything is precompressed.
 *
 * @param folder what the build has made, see `siteFolder`
 */
export function webRouter(folder: string): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const files = sirv(folder, {
    extensions: [],
    brotli: true,
    gzip: true,
    etag: true,
    setHeaders: setCaching,
  });
  const serve: RequestHandler = (request, response, next) => {
    response.setHeader('content-security-policy', PAGE_POLICY);
    // Whole files only: nothing here is worth being continued.
    delete request.headers.range;
    files(request, response, next);
  };
  const get = (path: string | string[], route: string, ...handlers: RequestHandler[]): void => {
    router.get(path, (_, response, next) => {
      response.locals['route'] = route;
      next();
    });
    router.get(path, ...handlers);
    router.all(path, ({ method }, response, next) => {
      if (method === 'GET' || method === 'HEAD') next();
      else send(response, otherMethod(method, allowedMethods(['GET'])));
    });
  };

  get('/', '/', (request, response, next) => {
    if (request.headers.accept?.includes('text/html') !== true) return next();
    const headers = { location: '/shop/', vary: 'accept' };
    send(response, { status: 307, headers, body: '' });
  });
  get('/assets/{*path}', '/assets/', serve);
  for (const part of PARTS) {
    get([part, `${part}/{*path}`], `${part}/`, (request: Request, response, next) => {
      request.url = `${part}/index.html`;
      serve(request, response, next);
    });
  }
  return router;
}

function setCaching(response: Response | { setHeader(name: string, value: string): unknown }, path: string) {
  const isAsset = path.startsWith('/assets/');
  response.setHeader('cache-control', isAsset ? `public, max-age=${YEAR_S}, immutable` : 'no-cache');
}
