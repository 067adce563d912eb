import { HttpError } from '../../problems/http-error.js';
import type { Exchange } from '../exchange.js';
import type { RouteTable } from './route-table.js';

/**
 * Sends a request to the route of another path, as if the client had asked for that.
 * @throws HttpError 404 `route-not-found` when there is no such route
 */
export async function redirect(routes: RouteTable, exchange: Exchange, path: string): Promise<void> {
  exchange.path = path;
  exchange.targetPath = path;
  const route = routes.find(exchange);
  if (route === undefined) throw new HttpError(404, 'route-not-found', 'There is nothing under this path');
  await route.handle(exchange);
}
