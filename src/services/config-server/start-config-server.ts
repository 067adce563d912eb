import { Router } from 'express';
import { Container } from 'inversify';
import type { LiveConfiguration } from '../../infrastructure/configuration/live-configuration.js';
import { send } from '../../infrastructure/http/server/answer.js';
import { listen } from '../../infrastructure/http/server/listen.js';
import { operationsRouter } from '../../infrastructure/http/server/operations-router.js';
import { passwordGuard } from '../../infrastructure/http/server/password-guard.js';
import { serviceApp } from '../../infrastructure/http/server/service-app.js';
import { fatalLog } from '../runtime/fatal-log.js';
import { timeLimitsOf } from '../runtime/service-settings.js';
import type { RunningService } from '../runtime/start-service.js';
import { CONFIG_SERVER, configServerModule } from './config-server-module.js';
import type { ConfigServerSettings } from './config-server-settings.js';
import { configRouter } from './http/config-router.js';
import { encryptionRouter } from './http/encryption-router.js';

/**
 * Starts the config server; it listens once the configuration can be read.
 * @throws SettingsError when the folder cannot be read
 * @throws GitError when the repository cannot, and there is no copy of it
 */
export async function startConfigServer(
  settings: ConfigServerSettings,
  configuration: LiveConfiguration,
): Promise<RunningService> {
  const container = new Container();
  container.load(configServerModule(settings, configuration));
  const logger = container.get(CONFIG_SERVER.logger);
  const metrics = container.get(CONFIG_SERVER.metrics);
  const backEnd = container.get(CONFIG_SERVER.backEnd);
  const cipher = container.get(CONFIG_SERVER.cipher);
  const watch = container.get(CONFIG_SERVER.watch);
  const changes = container.get(CONFIG_SERVER.changes);
  await backEnd.open();

  watch.onChange(() => logger.info('The configuration has changed'));
  metrics.gauge('config_change_listeners', 'Processes that are told of changes', () => [
    ['changes', changes.listeners],
  ]);
  const routers = [
    operationsRouter({ service: 'config-server', checks: [], metrics: () => metrics.text() }),
    springHealth(),
    ...passwordGuard('configuration', settings.CONFIG_USER, settings.CONFIG_PASSWORD),
    encryptionRouter(cipher),
    changes.router(),
    configRouter({ backEnd, cipher }),
  ];
  const app = serviceApp(routers, container.get(CONFIG_SERVER.hooks));
  const server = await listen(app, settings.PORT, settings.HOST, timeLimitsOf(settings));
  watch.start();
  logger.info({ port: server.port }, `config-server listens on ${settings.HOST}:${server.port}`);
  return {
    port: server.port,
    fatal: fatalLog(logger),
    async stop() {
      changes.close();
      await server.close();
      await watch.stop();
      await backEnd.close();
      await container.unbindAllAsync();
      logger.flush();
    },
  };
}

/** `GET /actuator/health`, where Spring's tools look. */
function springHealth(): Router {
  return Router({ caseSensitive: true, strict: true }).get('/actuator/health', (_, response) => {
    response.locals['route'] = '/actuator/health';
    const headers = { 'content-type': 'application/json' };
    send(response, { status: 200, headers, body: JSON.stringify({ status: 'UP' }) });
  });
}
