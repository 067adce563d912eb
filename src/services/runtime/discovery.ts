import type { ContainerModuleLoadOptions, ServiceIdentifier } from 'inversify';
import { EurekaClient } from '../../infrastructure/discovery/eureka/eureka-client.js';
import { DirectoryFile } from '../../infrastructure/discovery/directory-file.js';
import { DirectoryKeeper } from '../../infrastructure/discovery/directory-keeper.js';
import { EurekaDirectory } from '../../infrastructure/discovery/eureka-directory.js';
import type { Logger } from '../../infrastructure/telemetry/logger.js';
import type { RegisteredSettings } from './service-settings.js';
import { TOKENS } from './tokens.js';

/** Binds what finds other services: whoever asks for the directory makes it follow the registry from then on. */
export function bindDiscovery({ bind }: Pick<ContainerModuleLoadOptions, 'bind'>): void {
  bind(TOKENS.registryClient)
    .toResolvedValue(({ REGISTRY_URLS }) => new EurekaClient(REGISTRY_URLS), [registered])
    .inSingletonScope()
    .onDeactivation((client) => client.close());
  bind(directory)
    .toResolvedValue(
      (client, clock, settings, logger) => {
        const followed = new EurekaDirectory({
          client,
          clock,
          refreshMs: settings.DIRECTORY_REFRESH_MS,
          keeper: keeperOf(settings, logger),
          onAway: (error) =>
            logger.warn({ err: error }, 'The registry is away: services are looked for where they were'),
          onBack: () => logger.info('The registry is there'),
        });
        followed.start();
        return followed;
      },
      [TOKENS.registryClient, TOKENS.clock, registered, TOKENS.logger],
    )
    .inSingletonScope()
    .onDeactivation((followed) => followed.stop());
}

function keeperOf(
  { DIRECTORY_FILE, REGISTRY_URLS }: RegisteredSettings,
  logger: Logger,
): DirectoryKeeper | undefined {
  if (DIRECTORY_FILE === '') return undefined;
  const file = new DirectoryFile(DIRECTORY_FILE, REGISTRY_URLS);
  return new DirectoryKeeper(file, (message, error) => logger.warn({ err: error }, message));
}

const directory = TOKENS.directory as ServiceIdentifier<EurekaDirectory>;
const registered = TOKENS.settings as ServiceIdentifier<RegisteredSettings>;
