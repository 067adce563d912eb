import { Router } from 'express';
import type { LiveConfiguration } from '../../infrastructure/configuration/live-configuration.js';
import { SettingsError } from '../../infrastructure/configuration/settings-error.js';
import { send } from '../../infrastructure/http/server/answer.js';
import { listen } from '../../infrastructure/http/server/listen.js';
import { operationsRouter } from '../../infrastructure/http/server/operations-router.js';
import { serviceApp } from '../../infrastructure/http/server/service-app.js';
import { createLogger } from '../../infrastructure/telemetry/logger.js';
import { LogSettings } from '../../infrastructure/telemetry/log-settings.js';
import { Metrics } from '../../infrastructure/telemetry/metrics.js';
import { requestLog } from '../../infrastructure/telemetry/request-log.js';
import type { RunningService } from '../runtime/start-service.js';
import type { ConfigurationBackEnd } from './back-ends/back-end.js';
import { FolderBackEnd } from './back-ends/folder-back-end.js';
import { GitBackEnd } from './back-ends/git-back-end.js';
import { ChangeWatch } from './changes/change-watch.js';
import type { ConfigServerSettings } from './config-server-settings.js';
import { TextCipher } from './encryption/text-cipher.js';
import { basicAuthentication } from './http/basic-authentication.js';
import { ChangesStream } from './http/changes-stream.js';
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
  const name = 'config-server';
  const logger = createLogger(name, settings.INSTANCE, configuration.bind('log', LogSettings));
  const metrics = new Metrics(name);
  const backEnd = await opened(settings);
  const cipher = settings.ENCRYPT_KEY === '' ? undefined : new TextCipher(settings.ENCRYPT_KEY);
  const watch = new ChangeWatch(backEnd, settings.CONFIG_POLL_MS, (error) =>
    logger.warn({ err: error }, 'Changes of the configuration cannot be seen at the moment'),
  );
  watch.onChange(() => logger.info('The configuration has changed'));
  const changes = new ChangesStream(watch);
  metrics.gauge('config_change_listeners', 'Processes that are told of changes', () => [
    ['changes', changes.listeners],
  ]);

  const hooks = requestLog(logger, metrics);
  const operations = operationsRouter({ service: name, checks: [], metrics: () => metrics.text() });
  const guard = Router();
  if (settings.CONFIG_PASSWORD !== '') {
    guard.use(basicAuthentication(settings.CONFIG_USER, settings.CONFIG_PASSWORD));
  }
  const routers = [
    operations,
    springHealth(),
    guard,
    encryptionRouter(cipher),
    changes.router(),
    configRouter({ backEnd, cipher }),
  ];
  const server = await listen(serviceApp(routers, hooks), settings.PORT, settings.HOST);
  watch.start();
  logger.info({ port: server.port }, `${name} listens on ${settings.HOST}:${server.port}`);
  return {
    port: server.port,
    fatal: (message, error) => {
      logger.fatal({ err: error }, message);
      logger.flush();
    },
    async stop() {
      changes.close();
      await server.close();
      await watch.stop();
      await backEnd.close();
      logger.flush();
    },
  };
}

async function opened(settings: ConfigServerSettings): Promise<ConfigurationBackEnd> {
  const { CONFIG_GIT_URI: uri, CONFIG_GIT_DIRECTORY, CONFIG_DEFAULT_LABEL: defaultLabel } = settings;
  const backEnd =
    uri === ''
      ? new FolderBackEnd(settings.CONFIG_FOLDER, defaultLabel)
      : new GitBackEnd({ uri, directory: CONFIG_GIT_DIRECTORY || undefined, defaultLabel });
  try {
    await backEnd.open();
    return backEnd;
  } catch (error) {
    await backEnd.close();
    // A folder that is not there is a wrong setting; a repository may only be away.
    throw uri === '' ? new SettingsError((error as Error).message, { cause: error }) : error;
  }
}

/** `GET /actuator/health`, where Spring's tools look. */
function springHealth(): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.get('/actuator/health', (_, response) => {
    response.locals['route'] = '/actuator/health';
    const headers = { 'content-type': 'application/json' };
    send(response, { status: 200, headers, body: JSON.stringify({ status: 'UP' }) });
  });
  return router;
}
