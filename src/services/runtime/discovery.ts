import type { ContainerModuleLoadOptions, ServiceIdentifier } from 'inversify';
import { EurekaClient } from '../../infrastructure/discovery/eureka/eureka-client.js';
import { EurekaDirectory } from '../../infrastructure/discovery/eureka-directory.js';
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
      (client, clock, { DIRECTORY_REFRESH_MS }, logger) => {
        const followed = new EurekaDirectory({
          client,
          clock,
          refreshMs: DIRECTORY_REFRESH_MS,
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

const directory = TOKENS.directory as ServiceIdentifier<EurekaDirectory>;
const registered = TOKENS.settings as ServiceIdentifier<RegisteredSettings>;
