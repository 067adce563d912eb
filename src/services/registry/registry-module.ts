import { ContainerModule, type ServiceIdentifier } from 'inversify';
import type { Clock } from '../../application/clock.js';
import type { Configuration } from '../../infrastructure/configuration/configuration.js';
import type { ServerHooks } from '../../infrastructure/http/server/server-hooks.js';
import { SystemClock } from '../../infrastructure/system/system-clock.js';
import { logSettings } from '../../infrastructure/telemetry/log-settings.js';
import { type Logger, createLogger } from '../../infrastructure/telemetry/logger.js';
import { Metrics } from '../../infrastructure/telemetry/metrics.js';
import { requestLog } from '../../infrastructure/telemetry/request-log.js';
import { RecentChanges } from './deltas/recent-changes.js';
import { Evictor } from './leases/evictor.js';
import { InstanceRegistry } from './leases/instance-registry.js';
import type { Lease } from './leases/lease.js';
import { Peers } from './peers/peers.js';
import { type RegistrySettings, leaseDefaultsOf } from './registry-settings.js';
import { RegistryFile } from './storage/registry-file.js';
import { StateKeeper } from '../../infrastructure/system/state-keeper.js';

/** What the registry binds. */
export const REGISTRY = {
  clock: Symbol.for('Clock') as ServiceIdentifier<Clock>,
  logger: Symbol.for('Logger') as ServiceIdentifier<Logger>,
  metrics: Symbol.for('Metrics') as ServiceIdentifier<Metrics>,
  hooks: Symbol.for('ServerHooks') as ServiceIdentifier<ServerHooks>,
  registry: Symbol.for('InstanceRegistry') as ServiceIdentifier<InstanceRegistry>,
  evictor: Symbol.for('Evictor') as ServiceIdentifier<Evictor>,
  peers: Symbol.for('Peers') as ServiceIdentifier<Peers>,
  /** Undefined when nothing is to be kept. */
  file: Symbol.for('RegistryFile') as ServiceIdentifier<RegistryFile | undefined>,
  keeper: Symbol.for('StateKeeper') as ServiceIdentifier<StateKeeper<readonly Lease[]>>,
} as const;

/** Leases, what keeps them, and who else is told of them. */
export function registryModule(settings: RegistrySettings, configuration: Configuration): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind(REGISTRY.clock).toConstantValue(new SystemClock());
    bind(REGISTRY.logger)
      .toResolvedValue(() => createLogger('registry', settings.INSTANCE, logSettings(configuration)))
      .inSingletonScope();
    bind(REGISTRY.metrics)
      .toResolvedValue(() => new Metrics('registry'))
      .inSingletonScope();
    bind(REGISTRY.hooks).toResolvedValue(requestLog, [REGISTRY.logger, REGISTRY.metrics]).inSingletonScope();
    bind(REGISTRY.peers)
      .toResolvedValue(
        (clock, logger) =>
          new Peers(settings.PEER_URLS, {
            clock,
            leaseDefaults: leaseDefaultsOf(settings),
            onTrouble: (message, error) => logger.warn({ err: error }, message),
          }),
        [REGISTRY.clock, REGISTRY.logger],
      )
      .inSingletonScope();
    bind(REGISTRY.file).toConstantValue(
      settings.DATA_FOLDER === '' ? undefined : new RegistryFile(settings.DATA_FOLDER),
    );
    bind(REGISTRY.keeper)
      .toResolvedValue(
        (file, logger) =>
          new StateKeeper<readonly Lease[]>(
            (error) => logger.error({ err: error }, 'The registry can not be kept'),
            file,
          ),
        [REGISTRY.file, REGISTRY.logger],
      )
      .inSingletonScope();
    bind(REGISTRY.registry)
      .toResolvedValue(
        (clock, keeper, peers) => {
          const registry: InstanceRegistry = new InstanceRegistry({
            clock,
            changes: new RecentChanges(settings.DELTA_RETENTION_S * 1_000),
            selfPreservation: {
              enabled: settings.SELF_PRESERVATION,
              threshold: settings.SELF_PRESERVATION_PERCENT / 100,
            },
            observer: {
              changed: () => keeper.changed(registry.leases),
              acted: (action) => peers.tell(action),
            },
          });
          return registry;
        },
        [REGISTRY.clock, REGISTRY.keeper, REGISTRY.peers],
      )
      .inSingletonScope();
    bind(REGISTRY.evictor)
      .toResolvedValue(
        (registry, clock, logger) =>
          new Evictor({
            registry,
            clock,
            intervalMs: settings.EVICTION_INTERVAL_MS,
            onEvicted: (instances) =>
              logger.warn(
                `Evicted for not renewing: ${instances.map(({ instanceId }) => instanceId).join(', ')}`,
              ),
          }),
        [REGISTRY.registry, REGISTRY.clock, REGISTRY.logger],
      )
      .inSingletonScope();
  });
}
