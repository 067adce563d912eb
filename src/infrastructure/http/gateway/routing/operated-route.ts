import { HttpError } from '../../problems/http-error.js';
import { chain, type GatewayHandler } from '../gateway-filter.js';
import type { RouteParts } from './route-parts.js';

const OPERATED_PATH = /^\/operations\/services\/([^/]+)(?:\/instances\/([^/]+))?/;

/**
 * What operators ask of a service goes to an instance of the one that the path names, or to the very instance it names.
 * @throws HttpError 404 `service-not-found`, `instance-not-found`
 */
export function operatedRoute(parts: RouteParts): GatewayHandler {
  const { contracts, filters, directory, forwardTo } = parts;
  const services = new Set(contracts.map(({ service }) => service));
  const handlers = new Map<string, GatewayHandler>();
  const handlerOf = (target: string): GatewayHandler => {
    let handler = handlers.get(target);
    if (handler === undefined) handlers.set(target, (handler = forwardTo(target)));
    return handler;
  };
  const originOf = (service: string, instance: string): string => {
    const known = directory.instancesOf(service).find(({ instanceId }) => instanceId === instance);
    const origin = known?.origin ?? parts.originOf?.(service, instance);
    if (origin !== undefined) return origin;
    throw new HttpError(404, 'instance-not-found', `There is no instance ${instance} of ${service}`);
  };
  return chain(filters, async (exchange) => {
    const [, service = '', instance] = OPERATED_PATH.exec(exchange.path) ?? [];
    if (!services.has(service)) {
      throw new HttpError(404, 'service-not-found', `There is no service ${service}`);
    }
    return handlerOf(instance === undefined ? service : originOf(service, instance))(exchange);
  });
}
