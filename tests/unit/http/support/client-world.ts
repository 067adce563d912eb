import type { Dispatcher } from 'undici';
import type { Tracer } from '../../../../src/application/tracer.js';
import { LiveConfiguration } from '../../../../src/infrastructure/configuration/live-configuration.js';
import { FixedDirectory } from '../../../../src/infrastructure/discovery/fixed-directory.js';
import type { ClientParts } from '../../../../src/infrastructure/http/client/service-client.js';
import { Balancer } from '../../../../src/infrastructure/load-balancing/balancer.js';
import { ResilienceRegistry } from '../../../../src/infrastructure/resilience/resilience-registry.js';
import { SystemClock } from '../../../../src/infrastructure/system/system-clock.js';
import { SystemRandomness } from '../../../../src/infrastructure/system/system-randomness.js';
import { TracedBalancer } from '../../../../src/infrastructure/telemetry/tracing/traced-balancer.js';

/** Settings as a config server would give them. */
export type Settings = Readonly<Record<string, string | number>>;

/** All that clients need, around instances at given addresses. */
export interface ClientWorld {
  readonly parts: ClientParts;
  readonly resilience: ResilienceRegistry;
  /** Circuit breakers' changes of state, as `name: FROM -> TO`. */
  readonly transitions: readonly string[];
  /** Puts other settings in force, as a refresh does. */
  configure(settings: Settings): void;
  close(): Promise<void>;
}

/**
 * @param origins the origins of each service's instances
 * @param connect opens the connections to an instance
 * @param tracer gets the spans of calls and attempts
 */
export function clientWorld(
  origins: Readonly<Record<string, readonly string[]>>,
  settings: Settings = {},
  connect?: (origin: string) => Dispatcher,
  tracer?: Tracer,
): ClientWorld {
  const randomness = new SystemRandomness();
  const directory = new FixedDirectory(origins);
  const balancer = new Balancer({ directory, randomness, ...(connect === undefined ? {} : { connect }) });
  const resilience = new ResilienceRegistry();
  const configuration = new LiveConfiguration({ properties: new Map(Object.entries(settings)) });
  const transitions: string[] = [];
  return {
    resilience,
    transitions,
    parts: {
      balancer: tracer === undefined ? balancer : new TracedBalancer(balancer, tracer),
      tracer,
      resilience,
      configuration,
      clock: new SystemClock(),
      randomness,
      authorization: async () => 'Bearer token of a test',
      onTransition: (name, from, to) => void transitions.push(`${name}: ${from} -> ${to}`),
    },
    configure: (changed) => void configuration.apply(new Map(Object.entries(changed))),
    async close() {
      resilience.close();
      await balancer.close();
    },
  };
}
