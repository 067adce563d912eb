import type { ContainerModuleLoadOptions, ServiceIdentifier } from 'inversify';
import { Balancer } from '../../infrastructure/load-balancing/balancer.js';
import { TracedBalancer } from '../../infrastructure/telemetry/tracing/traced-balancer.js';
import { HealthProber } from '../../infrastructure/load-balancing/health-prober.js';
import { circuitLog } from '../../infrastructure/telemetry/circuit-log.js';
import { TOKENS } from './tokens.js';

/** Binds what clients of other services are made with: instances balanced and probed, and policies that are watched. */
export function bindClients({ bind }: Pick<ContainerModuleLoadOptions, 'bind'>): void {
  const balancer = Symbol('Balancer') as ServiceIdentifier<Balancer>;
  bind(balancer)
    .toResolvedValue(
      (directory, randomness) => new Balancer({ directory, randomness }),
      [TOKENS.directory, TOKENS.randomness],
    )
    .inSingletonScope()
    .onDeactivation((one) => one.close());
  bind(TOKENS.backgroundTask)
    .toResolvedValue(
      (one, clock, randomness) => new HealthProber({ instances: () => one.toProbe(), clock, randomness }),
      [balancer, TOKENS.clock, TOKENS.randomness],
    )
    .inSingletonScope();
  bind(TOKENS.clients)
    .toResolvedValue(
      (one, resilience, configuration, clock, randomness, logger, identity, { tracer }) => ({
        balancer: tracer === undefined ? one : new TracedBalancer(one, tracer),
        tracer,
        resilience,
        configuration,
        clock,
        randomness,
        authorization: (service) => identity.authorization(service),
        onTransition: circuitLog(logger),
      }),
      [
        balancer,
        TOKENS.resilience,
        TOKENS.configuration,
        TOKENS.clock,
        TOKENS.randomness,
        TOKENS.logger,
        TOKENS.identity,
        TOKENS.tracing,
      ],
    )
    .inSingletonScope();
}
