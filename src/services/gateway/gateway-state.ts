import type { Container } from 'inversify';
import { Forwarder } from '../../infrastructure/http/gateway/forwarder.js';
import type { GatewayFilter } from '../../infrastructure/http/gateway/gateway-filter.js';
import type { GatewayState } from '../../infrastructure/http/gateway/gateway.js';
import type { GatewayRules } from '../../infrastructure/http/gateway/gateway-rules.js';
import { compileRoutes } from '../../infrastructure/http/gateway/routing/route-compiler.js';
import { TrustedProxies } from '../../infrastructure/http/gateway/trusted-proxies.js';
import { GATEWAY, contracts } from './gateway-module.js';

/**
 * Routes and trusted proxies as the rules in force describe them, made anew after each change of the rules.
 * @param filters those that every request meets
 */
export function gatewayStates(container: Container, filters: readonly GatewayFilter[]): () => GatewayState {
  const rules = container.get(GATEWAY.rules);
  const forwarder = new Forwarder({ balancer: container.get(GATEWAY.balancer), settings: rules });
  const stateOf = (current: GatewayRules): GatewayState => ({
    routes: compileRoutes(current, {
      contracts,
      filters,
      directory: container.get(GATEWAY.directory),
      forwardTo: (target) => forwarder.to(target),
      fraction: Math.random,
      now: () => performance.now(),
    }),
    proxies: new TrustedProxies(current.trustedProxies),
  });
  let state = stateOf(rules.current);
  rules.onChange((current) => (state = stateOf(current)));
  return () => state;
}
