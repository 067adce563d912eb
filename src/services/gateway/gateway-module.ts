import { ContainerModule, type ServiceIdentifier } from 'inversify';
import type { EurekaDirectory } from '../../infrastructure/discovery/eureka-directory.js';
import type { Configuration } from '../../infrastructure/configuration/configuration.js';
import type { LiveSettings } from '../../infrastructure/configuration/live-settings.js';
import type { Contract } from '../../infrastructure/http/contract/contract.js';
import { auditContract } from '../../infrastructure/http/contracts/audit-contract.js';
import { customerContract } from '../../infrastructure/http/contracts/customer-contract.js';
import { orderContract } from '../../infrastructure/http/contracts/order-contract.js';
import { productContract } from '../../infrastructure/http/contracts/product-contract.js';
import { operationsContract } from '../../infrastructure/http/contracts/operations/operations-contract.js';
import { shoppingCommandContract } from '../../infrastructure/http/contracts/shopping-command-contract.js';
import { shoppingQueryContract } from '../../infrastructure/http/contracts/shopping-query-contract.js';
import type { GatewayRules } from '../../infrastructure/http/gateway/gateway-rules.js';
import { RouteBreakers } from '../../infrastructure/http/gateway/route-breakers.js';
import { withoutServiceCalls } from '../../infrastructure/http/gateway/security/check-tokens.js';
import { remoteKeys } from '../runtime/remote-keys.js';
import { RouteDirectory } from '../../infrastructure/http/gateway/route-directory.js';
import type { ServerHooks } from '../../infrastructure/http/server/server-hooks.js';
import { Balancer } from '../../infrastructure/load-balancing/balancer.js';
import type { BalancingSettings } from '../../infrastructure/load-balancing/balancing-settings.js';
import { HealthProber } from '../../infrastructure/load-balancing/health-prober.js';
import { SystemClock } from '../../infrastructure/system/system-clock.js';
import { SystemRandomness } from '../../infrastructure/system/system-randomness.js';
import { circuitLog } from '../../infrastructure/telemetry/circuit-log.js';
import { createLogger, type Logger } from '../../infrastructure/telemetry/logger.js';
import { logSettings } from '../../infrastructure/telemetry/log-settings.js';
import { Metrics } from '../../infrastructure/telemetry/metrics.js';
import { requestLog } from '../../infrastructure/telemetry/request-log.js';
import { bindDiscovery } from '../runtime/discovery.js';
import type { RegisteredSettings } from '../runtime/service-settings.js';
import { TOKENS } from '../runtime/tokens.js';
import { type GatewaySettings, type LiveGatewaySettings, liveGatewaySettings } from './gateway-settings.js';

/** What the services of the shop offer to the gateway's clients. */
export const serviceContracts: readonly Contract[] = [
  customerContract,
  productContract,
  orderContract,
  shoppingCommandContract,
  shoppingQueryContract,
  auditContract,
].map(withoutServiceCalls);

/** All that the gateway hands on. */
export const contracts: readonly Contract[] = [...serviceContracts, operationsContract];

/** What the gateway binds. */
export const GATEWAY = {
  logger: Symbol.for('Logger') as ServiceIdentifier<Logger>,
  metrics: Symbol.for('Metrics') as ServiceIdentifier<Metrics>,
  hooks: Symbol.for('ServerHooks') as ServiceIdentifier<ServerHooks>,
  liveSettings: Symbol.for('LiveGatewaySettings') as ServiceIdentifier<LiveGatewaySettings>,
  breakers: Symbol.for('RouteBreakers') as ServiceIdentifier<RouteBreakers>,
  directory: TOKENS.directory as ServiceIdentifier<EurekaDirectory>,
  balancer: Symbol.for('Balancer') as ServiceIdentifier<Balancer>,
  prober: Symbol.for('HealthProber') as ServiceIdentifier<HealthProber>,
} as const;

/** Logs, metrics, routes and the addresses behind them. */
export function gatewayModule(settings: GatewaySettings, configuration: Configuration): ContainerModule {
  return new ContainerModule((options) => {
    const { bind } = options;
    bind(GATEWAY.logger)
      .toResolvedValue(() => createLogger('gateway', settings.INSTANCE, logSettings(configuration)))
      .inSingletonScope();
    bind(GATEWAY.metrics)
      .toResolvedValue(() => new Metrics('gateway'))
      .inSingletonScope();
    bind(GATEWAY.hooks).toResolvedValue(requestLog, [GATEWAY.logger, GATEWAY.metrics]).inSingletonScope();
    bind(GATEWAY.liveSettings).toConstantValue(liveGatewaySettings(configuration));
    bind(TOKENS.settings as ServiceIdentifier<RegisteredSettings>).toConstantValue(settings);
    bind(TOKENS.clock).toConstantValue(new SystemClock());
    bindDiscovery(options);
    bind(TOKENS.customerKeys)
      .toResolvedValue((directory, clock) => remoteKeys(directory, clock), [TOKENS.directory, TOKENS.clock])
      .inSingletonScope();
    bind(GATEWAY.breakers)
      .toResolvedValue(
        ({ rules }, clock, logger) => new RouteBreakers({ rules, clock, onTransition: circuitLog(logger) }),
        [GATEWAY.liveSettings, TOKENS.clock, GATEWAY.logger],
      )
      .inSingletonScope();
    bind(GATEWAY.balancer)
      .toResolvedValue(
        (directory, { rules }) =>
          new Balancer({
            directory: new RouteDirectory(directory),
            randomness: new SystemRandomness(),
            settings: balancingOf(rules),
          }),
        [GATEWAY.directory, GATEWAY.liveSettings],
      )
      .inSingletonScope()
      .onDeactivation((balancer) => balancer.close());
    bind(GATEWAY.prober)
      .toResolvedValue(
        (balancer, { rules }) =>
          new HealthProber({
            instances: () => balancer.toProbe(),
            clock: new SystemClock(),
            randomness: new SystemRandomness(),
            settings: balancingOf(rules),
          }),
        [GATEWAY.balancer, GATEWAY.liveSettings],
      )
      .inSingletonScope()
      .onDeactivation((prober) => prober.stop());
  });
}

function balancingOf(rules: LiveSettings<GatewayRules>): { readonly current: BalancingSettings } {
  return {
    get current() {
      return rules.current.loadBalancing;
    },
  };
}
