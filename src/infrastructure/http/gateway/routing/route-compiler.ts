import { EVERY_SERVICE } from '../../contract/contract.js';
import { otherMethod } from '../../server/other-method.js';
import { sendAnswer } from '../send-answer.js';
import { chain, type GatewayFilter } from '../gateway-filter.js';
import type { GatewayRules } from '../gateway-rules.js';
import { filterOf, type FilterContext } from './filters.js';
import { operatedRoute } from './operated-route.js';
import { predicateOf } from './predicates.js';
import type { RouteParts } from './route-parts.js';
import type { RouteSettings } from './route-settings.js';
import { RouteTable, type ConfiguredRoute } from './route-table.js';
import { registryRoute } from './registry-route.js';
import { WeightGroups } from './weight-groups.js';

/** Makes the route table that the rules describe. @throws Error when a route can't be made */
export function compileRoutes(rules: GatewayRules, parts: RouteParts): RouteTable {
  const weights = new WeightGroups(parts.fraction);
  const configured = rules.routes
    .toSorted((one, other) => one.order - other.order)
    .map((route): ConfiguredRoute => ({
      name: route.id,
      predicates: route.predicates.map((text) => predicateOf(text, { weights })),
      handle: chain([...parts.filters, ...filtersOf(route, parts)], parts.forwardTo(targetOf(route))),
    }));
  return new RouteTable({
    contracts: parts.contracts,
    configured: rules.registryRoutes ? [...configured, registryRoute(parts)] : configured,
    toService: (service) =>
      service === EVERY_SERVICE ? operatedRoute(parts) : chain(parts.filters, parts.forwardTo(service)),
    otherMethod: (allow) =>
      chain(parts.filters, async (exchange) => sendAnswer(exchange, otherMethod(exchange.method, allow))),
  });
}

function filtersOf({ filters }: RouteSettings, context: FilterContext): GatewayFilter[] {
  return filters.map((text) => filterOf(text, context));
}

/** `lb://order-service` → the service's name; anything else is an origin. */
function targetOf({ uri }: RouteSettings): string {
  return uri.startsWith('lb://') ? uri.slice('lb://'.length) : uri;
}
