import type { Randomness } from '../../../application/randomness.js';
import type { LiveSettings } from '../../configuration/live-settings.js';
import type { ServiceDirectory } from '../../discovery/service-directory.js';
import type { LoadBalancer } from '../../load-balancing/load-balancer.js';
import type { Contract } from '../contract/contract.js';
import { Forwarder } from './forwarder.js';
import type { GatewayFilter } from './gateway-filter.js';
import type { GatewayRules } from './gateway-rules.js';
import type { GatewayState } from './gateway.js';
import type { RouteBreakers } from './route-breakers.js';
import { redirect } from './routing/redirect.js';
import { compileRoutes } from './routing/route-compiler.js';
import type { RouteParts } from './routing/route-parts.js';
import { TrustedProxies } from './trusted-proxies.js';

/** What routes and what is behind them are made of. */
export interface LiveStateParts {
  readonly rules: LiveSettings<GatewayRules>;
  readonly contracts: readonly Contract[];
  /** The filters that every request meets. */
  readonly filters: readonly GatewayFilter[];
  readonly directory: ServiceDirectory;
  readonly originOf?: RouteParts['originOf'];
  readonly balancer: LoadBalancer;
  readonly breakers: RouteBreakers;
  readonly randomness: Pick<Randomness, 'fraction'>;
  /** Counts a request that is sent again, or is not for want of budget. */
  readonly retried?: (service: string, permitted: boolean) => void;
}

/** Routes and trusted proxies as the rules in force describe them, made anew after each change of the rules. */
export function liveState(parts: LiveStateParts): () => GatewayState {
  const { rules, contracts, filters, directory, originOf, balancer, breakers, randomness, retried } = parts;
  const forwarder = new Forwarder({
    balancer,
    settings: rules,
    ...(retried === undefined ? {} : { retried }),
  });
  const stateOf = (current: GatewayRules): GatewayState => ({
    routes: compileRoutes(current, {
      contracts,
      filters,
      directory,
      ...(originOf === undefined ? {} : { originOf }),
      forwardTo: (target) => forwarder.to(target),
      fraction: () => randomness.fraction(),
      now: () => performance.now(),
      breaker: (name) => breakers.of(name),
      redirect: (exchange, path) => redirect(state.routes, exchange, path),
    }),
    proxies: new TrustedProxies(current.trustedProxies),
  });
  let state = stateOf(rules.current);
  rules.onChange((current) => (state = stateOf(current)));
  return () => state;
}
