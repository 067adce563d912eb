import { Container } from 'inversify';
import type { LiveConfiguration } from '../../infrastructure/configuration/live-configuration.js';
import { Gateway } from '../../infrastructure/http/gateway/gateway.js';
import { liveState } from '../../infrastructure/http/gateway/live-state.js';
import { serviceCheck } from '../../infrastructure/http/gateway/service-check.js';
import { listen } from '../../infrastructure/http/server/listen.js';
import { operationsRouter } from '../../infrastructure/http/server/operations-router.js';
import { serviceApp } from '../../infrastructure/http/server/service-app.js';
import { FixedKeys } from '../../infrastructure/security/fixed-keys.js';
import { TokenAuthenticator } from '../../infrastructure/security/token-authenticator.js';
import { keysCheck } from '../runtime/readiness-checks.js';
import { securityFilters } from './security-filters.js';
import { followConfiguration } from '../runtime/follow-configuration.js';
import { SystemRandomness } from '../../infrastructure/system/system-randomness.js';
import { balancingMetrics } from '../../infrastructure/telemetry/balancing-metrics.js';
import { watchCircuitBreakers } from '../../infrastructure/telemetry/circuit-breaker-metrics.js';
import { registrationOf } from '../runtime/registration.js';
import { timeLimitsOf } from '../runtime/service-settings.js';
import type { RunningService } from '../runtime/start-service.js';
import { TOKENS } from '../runtime/tokens.js';
import { GATEWAY, contracts, gatewayModule } from './gateway-module.js';
import { DRAIN_MS, type GatewaySettings } from './gateway-settings.js';

/** Starts the gateway: it listens at once and is ready as soon as every service has an instance that is. */
export async function startGateway(
  settings: GatewaySettings,
  configuration: LiveConfiguration,
): Promise<RunningService> {
  const container = new Container();
  container.load(gatewayModule(settings, configuration));
  const logger = container.get(GATEWAY.logger);
  const metrics = container.get(GATEWAY.metrics);
  const hooks = container.get(GATEWAY.hooks);
  const directory = container.get(GATEWAY.directory);
  const breakers = container.get(GATEWAY.breakers);
  watchCircuitBreakers(metrics, () => breakers.all);
  // By announcement only: what it serves itself is open to customers.
  const { tasks } = followConfiguration(configuration, logger, metrics);
  const customerKeys = container.get(TOKENS.customerKeys);
  const checks = [
    ...contracts.map(({ service }) => serviceCheck(service, directory)),
    keysCheck(customerKeys),
  ];
  const operations = operationsRouter({
    service: 'gateway',
    checks,
    metrics: () => metrics.text(),
    openApi: async () => {
      const { mergeOpenApi, openApiDocument } =
        await import('../../infrastructure/http/openapi/openapi-document.js');
      return mergeOpenApi('WebStore', contracts.map(openApiDocument));
    },
  });
  const authenticator = new TokenAuthenticator({
    customerKeys,
    // Services call each other directly.
    serviceKeys: new FixedKeys({ keys: [] }),
    service: undefined,
    clock: container.get(TOKENS.clock),
  });
  const filters = securityFilters(contracts, authenticator, configuration);
  const gateway = new Gateway({
    state: liveState({
      rules: container.get(GATEWAY.rules),
      contracts,
      filters,
      directory,
      balancer: container.get(GATEWAY.balancer),
      breakers,
      randomness: new SystemRandomness(),
      retried: balancingMetrics(metrics, container.get(GATEWAY.balancer)),
    }),
    filters,
    own: serviceApp([operations], hooks),
    hooks,
  });
  const server = await listen(gateway.handle, settings.PORT, settings.HOST, {
    drainMs: DRAIN_MS,
    ...timeLimitsOf(settings),
    upgrade: gateway.upgrade,
  });
  container.get(GATEWAY.prober).start();
  for (const task of tasks) task.start();
  const registration = registrationOf({
    name: 'gateway',
    port: server.port,
    settings,
    checks,
    client: container.get(TOKENS.registryClient),
    clock: container.get(TOKENS.clock),
    logger,
  });
  registration.start();
  logger.info({ port: server.port }, `gateway listens on ${settings.HOST}:${server.port}`);
  return {
    port: server.port,
    fatal: (message, error) => {
      logger.fatal({ err: error }, message);
      logger.flush();
    },
    async stop() {
      await registration.stop();
      await server.close();
      await Promise.all(tasks.map((task) => task.stop()));
      await container.unbindAllAsync();
      logger.flush();
    },
  };
}
