import type { Clock } from '../../../application/clock.js';
import type { Randomness } from '../../../application/randomness.js';
import type { LiveSettings } from '../../configuration/live-settings.js';
import type { ServiceDirectory } from '../../discovery/service-directory.js';
import type { LoadBalancer } from '../../load-balancing/load-balancer.js';
import { CircuitBreaker } from '../../resilience/circuit-breaker/circuit-breaker.js';
import { RESILIENCE_DEFAULTS, withOverrides } from '../../resilience/resilience-settings.js';
import type { Contract } from '../contract/contract.js';
import { Forwarder } from './forwarder.js';
import type { GatewayFilter } from './gateway-filter.js';
import type { GatewayRules } from './gateway-rules.js';
import type { GatewayState } from './gateway.js';
import { redirect } from './routing/redirect.js';
import { compileRoutes, type RouteCompilerParts } from './routing/route-compiler.js';
import { TrustedProxies } from './trusted-proxies.js';

/** What routes and what is behind them are made of. */
export interface LiveStateParts {
  readonly rules: LiveSettings<GatewayRules>;
  readonly contracts: readonly Contract[];
  /** The filters that every request meets. */
  readonly filters: readonly GatewayFilter[];
  readonly directory: ServiceDirectory;
  readonly originOf?: RouteCompilerParts['originOf'];
  readonly balancer: LoadBalancer;
  readonly clock: Clock;
  readonly randomness: Pick<Randomness, 'fraction'>;
  /** The circuit breakers of routes by name: they outlive the routes. */
  readonly breakers?: Map<string, CircuitBreaker>;
  /** Counts a request that is sent again, or is not for want of budget. */
  readonly retried?: (service: string, permitted: boolean) => void;
}

/** Routes and trusted proxies as the rules in force describe them, made anew after each change of the rules. */
export function liveState(parts: LiveStateParts): () => GatewayState {
  const { rules, contracts, filters, directory, originOf, balancer, randomness, retried } = parts;
  const forwarder = new Forwarder({
    balancer,
    settings: rules,
    ...(retried === undefined ? {} : { retried }),
  });
  const breaker = breakersOf(rules, parts.clock, parts.breakers ?? new Map());
  const stateOf = (current: GatewayRules): GatewayState => ({
    routes: compileRoutes(current, {
      contracts,
      filters,
      directory,
      ...(originOf === undefined ? {} : { originOf }),
      forwardTo: (target) => forwarder.to(target),
      fraction: () => randomness.fraction(),
      now: () => performance.now(),
      breaker,
      redirect: (exchange, path) => redirect(state.routes, exchange, path),
    }),
    proxies: new TrustedProxies(current.trustedProxies),
  });
  let state = stateOf(rules.current);
  rules.onChange((current) => (state = stateOf(current)));
  return () => state;
}

function breakersOf(
  rules: LiveSettings<GatewayRules>,
  clock: Clock,
  breakers: Map<string, CircuitBreaker>,
): (name: string) => CircuitBreaker {
  const settings = {
    get current() {
      return withOverrides(RESILIENCE_DEFAULTS, { circuitBreaker: rules.current.circuitBreaker });
    },
    onChange: () => () => {},
  };
  return (name) => {
    let breaker = breakers.get(name);
    if (breaker === undefined) breakers.set(name, (breaker = new CircuitBreaker(name, { settings, clock })));
    return breaker;
  };
}
