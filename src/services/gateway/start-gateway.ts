import { Container } from 'inversify';
import type { LiveConfiguration } from '../../infrastructure/configuration/live-configuration.js';
import { gatewayContract } from '../../infrastructure/http/contracts/operations/gateway-contract.js';
import { EventStreams } from '../../infrastructure/http/server/event-streams.js';
import { Gateway } from '../../infrastructure/http/gateway/gateway.js';
import { liveState } from '../../infrastructure/http/gateway/live-state.js';
import { serviceCheck } from '../../infrastructure/http/gateway/service-check.js';
import { listen } from '../../infrastructure/http/server/listen.js';
import { operationsRouter } from '../../infrastructure/http/server/operations-router.js';
import { serviceApp } from '../../infrastructure/http/server/service-app.js';
import { siteFolder } from '../../infrastructure/http/web/site-folder.js';
import { webRouter } from '../../infrastructure/http/web/web-router.js';
import { FixedKeys } from '../../infrastructure/security/fixed-keys.js';
import { TokenAuthenticator } from '../../infrastructure/security/token-authenticator.js';
import { keysCheck } from '../runtime/readiness-checks.js';
import { securityFilters } from './security-filters.js';
import { fatalLog } from '../runtime/fatal-log.js';
import { followConfiguration } from '../runtime/follow-configuration.js';
import { SystemRandomness } from '../../infrastructure/system/system-randomness.js';
import { balancingMetrics } from '../../infrastructure/telemetry/balancing-metrics.js';
import { watchCircuitBreakers } from '../../infrastructure/telemetry/circuit-breaker-metrics.js';
import { TracedBalancer } from '../../infrastructure/telemetry/tracing/traced-balancer.js';
import { processTracing } from '../runtime/process-tracing.js';
import { registrationOf } from '../runtime/registration.js';
import { timeLimitsOf } from '../runtime/service-settings.js';
import type { RunningService } from '../runtime/start-service.js';
import { TOKENS } from '../runtime/tokens.js';
import { GATEWAY, contracts, gatewayModule, serviceContracts } from './gateway-module.js';
import { gatewayApi } from './operations/gateway-api.js';
import { DRAIN_MS, type GatewaySettings } from './gateway-settings.js';

/** How long an overview waits for anybody. */
const OVERVIEW_PATIENCE_MS = 2_000;

/** Starts the gateway: it listens at once and is ready as soon as every service has an instance that is. */
export async function startGateway(
  settings: GatewaySettings,
  configuration: LiveConfiguration,
): Promise<RunningService> {
  const container = new Container();
  container.load(gatewayModule(settings, configuration));
  const logger = container.get(GATEWAY.logger);
  const tracing = await processTracing('gateway', settings, logger);
  const { tracer } = tracing;
  const metrics = container.get(GATEWAY.metrics);
  const hooks = container.get(GATEWAY.hooks);
  const directory = container.get(GATEWAY.directory);
  const breakers = container.get(GATEWAY.breakers);
  watchCircuitBreakers(metrics, () => breakers.all);
  // By announcement only: what it serves itself is open to customers.
  const { tasks } = followConfiguration(configuration, logger, metrics);
  const customerKeys = container.get(TOKENS.customerKeys);
  const ownChecks = [keysCheck(customerKeys)];
  const checks = [...serviceContracts.map(({ service }) => serviceCheck(service, directory)), ...ownChecks];
  const operations = operationsRouter({
    service: 'gateway',
    checks,
    metrics: () => metrics.text(),
    openApi: async () => {
      const { mergeOpenApi, openApiDocument } =
        await import('../../infrastructure/http/openapi/openapi-document.js');
      return mergeOpenApi('WebStore', [...contracts, gatewayContract].map(openApiDocument));
    },
  });
  const site = siteFolder();
  if (site === undefined) logger.warn('There are no pages to serve: npm run build makes them');
  const authenticator = new TokenAuthenticator({
    customerKeys,
    // Services call each other directly.
    serviceKeys: new FixedKeys({ keys: [] }),
    service: undefined,
    clock: container.get(TOKENS.clock),
  });
  const { source } = configuration;
  const operators = gatewayApi({
    standing: {
      service: 'gateway',
      instance: settings.INSTANCE,
      // How the services are is shown with them.
      checks: ownChecks,
      processors: () => [],
      circuitBreakers: () => breakers.all,
      recent: metrics.recent,
    },
    configuration,
    overview: {
      services: serviceContracts.map(({ service }) => service),
      registered: () => directory.registered(),
      registryUrls: settings.REGISTRY_URLS,
      askRegistry: () => container.get(TOKENS.registryClient).delta(),
      configServerUrl: source?.address,
      askConfigServer: async () => source?.load(),
      patienceMs: OVERVIEW_PATIENCE_MS,
      now: () => new Date(),
    },
  });
  const eventStreams = new EventStreams();
  const live = container.get(GATEWAY.liveSettings);
  const filters = securityFilters(contracts, authenticator, live);
  const balancer = container.get(GATEWAY.balancer);
  const gateway = new Gateway({
    state: liveState({
      rules: live.rules,
      contracts,
      filters,
      directory,
      originOf: (service, instance) =>
        directory.registered().find((one) => one.service === service && one.instanceId === instance)?.origin,
      balancer: tracer === undefined ? balancer : new TracedBalancer(balancer, tracer),
      breakers,
      randomness: new SystemRandomness(),
      retried: balancingMetrics(metrics, balancer),
    }),
    filters,
    own: serviceApp(
      [
        operations,
        operators.router({ hooks, authenticator, eventStreams }),
        ...(site === undefined ? [] : [webRouter(site)]),
      ],
      hooks,
    ),
    ownContract: operators.contract,
    hooks,
    tracer,
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
    fatal: fatalLog(logger),
    async stop() {
      await registration.stop();
      await server.close();
      await Promise.all(tasks.map((task) => task.stop()));
      await container.unbindAllAsync();
      await tracing.stop();
      logger.flush();
    },
  };
}
