import { ContainerModule, type ServiceIdentifier } from 'inversify';
import type { Configuration } from '../../infrastructure/configuration/configuration.js';
import type { ServerHooks } from '../../infrastructure/http/server/server-hooks.js';
import { logSettings } from '../../infrastructure/telemetry/log-settings.js';
import { createLogger, type Logger } from '../../infrastructure/telemetry/logger.js';
import { Metrics } from '../../infrastructure/telemetry/metrics.js';
import { requestLog } from '../../infrastructure/telemetry/request-log.js';
import type { ConfigurationBackEnd } from './back-ends/back-end.js';
import { FolderBackEnd } from './back-ends/folder-back-end.js';
import { GitBackEnd } from './back-ends/git-back-end.js';
import { ChangeWatch } from './changes/change-watch.js';
import type { ConfigServerSettings } from './config-server-settings.js';
import { type TextCipher, cipherOf } from './encryption/text-cipher.js';
import { ChangesStream } from './http/changes-stream.js';

/** What the config server binds. */
export const CONFIG_SERVER = {
  logger: Symbol.for('Logger') as ServiceIdentifier<Logger>,
  metrics: Symbol.for('Metrics') as ServiceIdentifier<Metrics>,
  hooks: Symbol.for('ServerHooks') as ServiceIdentifier<ServerHooks>,
  backEnd: Symbol.for('ConfigurationBackEnd') as ServiceIdentifier<ConfigurationBackEnd>,
  /** Undefined without a key. */
  cipher: Symbol.for('TextCipher') as ServiceIdentifier<TextCipher | undefined>,
  watch: Symbol.for('ChangeWatch') as ServiceIdentifier<ChangeWatch>,
  changes: Symbol.for('ChangesStream') as ServiceIdentifier<ChangesStream>,
} as const;

/** Logs, metrics, the back end that the settings name, what decrypts, and what announces changes. */
export function configServerModule(
  settings: ConfigServerSettings,
  configuration: Configuration,
): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind(CONFIG_SERVER.logger)
      .toResolvedValue(() => createLogger('config-server', settings.INSTANCE, logSettings(configuration)))
      .inSingletonScope();
    bind(CONFIG_SERVER.metrics)
      .toResolvedValue(() => new Metrics('config-server'))
      .inSingletonScope();
    bind(CONFIG_SERVER.hooks)
      .toResolvedValue(requestLog, [CONFIG_SERVER.logger, CONFIG_SERVER.metrics])
      .inSingletonScope();
    bind(CONFIG_SERVER.backEnd)
      .toResolvedValue(() => backEndOf(settings))
      .inSingletonScope();
    bind(CONFIG_SERVER.cipher)
      .toResolvedValue(() => cipherOf(settings.ENCRYPT_KEY))
      .inSingletonScope();
    bind(CONFIG_SERVER.watch)
      .toResolvedValue(
        (backEnd, logger) =>
          new ChangeWatch(backEnd, settings.CONFIG_POLL_MS, (error) =>
            logger.warn({ err: error }, 'Changes of the configuration cannot be seen at the moment'),
          ),
        [CONFIG_SERVER.backEnd, CONFIG_SERVER.logger],
      )
      .inSingletonScope();
    bind(CONFIG_SERVER.changes)
      .toResolvedValue((watch) => new ChangesStream(watch), [CONFIG_SERVER.watch])
      .inSingletonScope();
  });
}

function backEndOf(settings: ConfigServerSettings): ConfigurationBackEnd {
  const { CONFIG_GIT_URI: uri, CONFIG_GIT_DIRECTORY, CONFIG_DEFAULT_LABEL: defaultLabel } = settings;
  if (uri === '') return new FolderBackEnd(settings.CONFIG_FOLDER, defaultLabel);
  return new GitBackEnd({ uri, directory: CONFIG_GIT_DIRECTORY || undefined, defaultLabel });
}
