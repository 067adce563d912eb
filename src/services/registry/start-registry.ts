import { Router } from 'express';
import { Container } from 'inversify';
import type { LiveConfiguration } from '../../infrastructure/configuration/live-configuration.js';
import { send } from '../../infrastructure/http/server/answer.js';
import { listen } from '../../infrastructure/http/server/listen.js';
import { operationsRouter } from '../../infrastructure/http/server/operations-router.js';
import { passwordGuard } from '../../infrastructure/http/server/password-guard.js';
import { serviceApp } from '../../infrastructure/http/server/service-app.js';
import type { Logger } from '../../infrastructure/telemetry/logger.js';
import { fatalLog } from '../runtime/fatal-log.js';
import { timeLimitsOf } from '../runtime/service-settings.js';
import type { RunningService } from '../runtime/start-service.js';
import { DASHBOARD_HEADERS, dashboardPage } from './dashboard/dashboard-page.js';
import { eurekaRouter } from './http/eureka-router.js';
import { replicationRouter } from './http/replication-router.js';
import type { InstanceRegistry } from './leases/instance-registry.js';
import { shownInstance } from './leases/lease.js';
import { REGISTRY, registryModule } from './registry-module.js';
import { type RegistrySettings, leaseDefaultsOf } from './registry-settings.js';
import { DamagedRegistryFileError, type RegistryFile } from './storage/registry-file.js';
import { watchRegistry } from './registry-metrics.js';

/**
 * Starts the registry: it knows at once what it knew before, listens, and is ready when its peers have been asked for what
 * they know.
 */
export async function startRegistry(
  settings: RegistrySettings,
  configuration: LiveConfiguration,
): Promise<RunningService> {
  const container = new Container();
  container.load(registryModule(settings, configuration));
  const logger = container.get(REGISTRY.logger);
  const metrics = container.get(REGISTRY.metrics);
  const hooks = container.get(REGISTRY.hooks);
  const clock = container.get(REGISTRY.clock);
  const registry = container.get(REGISTRY.registry);
  const keeper = container.get(REGISTRY.keeper);
  const peers = container.get(REGISTRY.peers);
  const evictor = container.get(REGISTRY.evictor);
  await restore(registry, container.get(REGISTRY.file), logger);
  watchRegistry(metrics, registry);

  const operations = operationsRouter({
    service: 'registry',
    checks: [
      {
        name: 'peers',
        check: async () => (peers.synchronised ? undefined : 'not asked for what they know yet'),
      },
    ],
    metrics: () => metrics.text(),
  });
  const parts = { registry, clock, leaseDefaults: leaseDefaultsOf(settings), kept: () => keeper.kept() };
  const eureka = Router().use(['/eureka/v2', '/eureka'], eurekaRouter(parts), replicationRouter(parts));
  const dashboard = Router().get('/', (_, response) => {
    response.locals['route'] = '/';
    const { leases } = registry;
    const body = dashboardPage({
      name: settings.INSTANCE,
      now: clock.now(),
      instances: leases.map(shownInstance),
      balance: registry.balance(),
      peers: peers.all,
    });
    send(response, { status: 200, headers: DASHBOARD_HEADERS, body });
  });
  const guard = passwordGuard('registry', settings.REGISTRY_USER, settings.REGISTRY_PASSWORD);
  const server = await listen(
    serviceApp([operations, ...guard, eureka, dashboard], hooks),
    settings.PORT,
    settings.HOST,
    timeLimitsOf(settings),
  );
  logger.info({ port: server.port }, `registry listens on ${settings.HOST}:${server.port}`);
  evictor.start();
  void peers.synchronise(registry);
  return {
    port: server.port,
    fatal: fatalLog(logger),
    async stop() {
      await server.close();
      await evictor.stop();
      await peers.stop();
      await keeper.kept();
      await container.unbindAllAsync();
      logger.flush();
    },
  };
}

/** A damaged file is put aside: an empty registry fills again by itself, one that does not start helps nobody. */
async function restore(
  registry: InstanceRegistry,
  file: RegistryFile | undefined,
  logger: Logger,
): Promise<void> {
  if (file === undefined) return;
  try {
    registry.restore(await file.load());
  } catch (error) {
    if (!(error instanceof DamagedRegistryFileError)) throw error;
    logger.error(
      { err: error },
      `${error.message}: the registry begins empty, the file is kept as ${await file.putAside()}`,
    );
  }
}
