import { ContainerModule } from 'inversify';
import { FixedKeys } from '../../infrastructure/security/fixed-keys.js';
import { ServiceIdentity } from '../../infrastructure/security/service-identity.js';
import { TokenAuthenticator } from '../../infrastructure/security/token-authenticator.js';
import { remoteKeys } from './remote-keys.js';
import { TOKENS } from './tokens.js';

/** How a service knows who calls it, and how it shows others who it is. Loaded after the service's own module. */
export function trustModule(): ContainerModule {
  return new ContainerModule(({ bind, isBound }) => {
    // Whoever signs the tokens has the keys.
    if (!isBound(TOKENS.customerKeys)) {
      bind(TOKENS.customerKeys)
        .toResolvedValue((directory, clock) => remoteKeys(directory, clock), [TOKENS.directory, TOKENS.clock])
        .inSingletonScope();
    }
    bind(TOKENS.authenticator)
      .toResolvedValue(
        (customerKeys, { TRUSTED_SERVICE_KEYS }, service, clock) =>
          new TokenAuthenticator({
            customerKeys,
            serviceKeys: new FixedKeys(TRUSTED_SERVICE_KEYS),
            service,
            clock,
          }),
        [TOKENS.customerKeys, TOKENS.settings, TOKENS.serviceName, TOKENS.clock],
      )
      .inSingletonScope();
    bind(TOKENS.identity)
      .toResolvedValue(
        ({ SERVICE_PRIVATE_KEY }, clock) => new ServiceIdentity(SERVICE_PRIVATE_KEY, clock),
        [TOKENS.settings, TOKENS.clock],
      )
      .inSingletonScope();
  });
}
