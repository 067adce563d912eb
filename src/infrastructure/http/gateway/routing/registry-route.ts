import { chain, type GatewayHandler } from '../gateway-filter.js';
import type { RouteParts } from './route-parts.js';
import type { ConfiguredRoute } from './route-table.js';

const SERVICE_PATH = /^\/services\/([a-z0-9-]+)(\/.*)$/;

/** `/services/<name>/**`: every path of every service that the directory knows, without these first two segments. */
export function registryRoute({ directory, filters, forwardTo }: RouteParts): ConfiguredRoute {
  const handlers = new Map<string, GatewayHandler>();
  const handlerOf = (service: string): GatewayHandler => {
    let handler = handlers.get(service);
    if (handler === undefined) handlers.set(service, (handler = forwardTo(service)));
    return handler;
  };
  return {
    name: 'services',
    predicates: [
      ({ path }) => {
        const service = SERVICE_PATH.exec(path)?.[1];
        return service !== undefined && directory.instancesOf(service).length > 0;
      },
    ],
    handle: chain(filters, (exchange) => {
      const [, service = '', rest = '/'] = SERVICE_PATH.exec(exchange.path) ?? [];
      exchange.targetPath = rest;
      return handlerOf(service)(exchange);
    }),
  };
}
