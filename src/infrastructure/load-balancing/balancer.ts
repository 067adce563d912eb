import type { Dispatcher } from 'undici';
import type { Randomness } from '../../application/randomness.js';
import type { ServiceDirectory } from '../discovery/service-directory.js';
import type { BalancedInstance } from './balanced-instance.js';
import { BalancingSettings } from './balancing-settings.js';
import { instanceConnections } from './instance-connections.js';
import type { ProbedInstance } from './health-prober.js';
import type { Choice, LoadBalancer } from './load-balancer.js';
import { PowerOfTwoChoices } from './power-of-two-choices.js';
import { RequestUnderWay } from './request-under-way.js';
import { RoundRobin } from './round-robin.js';
import { ServiceInstances } from './service-instances.js';

/** What a balancer is made of. */
export interface BalancerParts {
  readonly directory: ServiceDirectory;
  readonly randomness: Pick<Randomness, 'fraction'>;
  /** Read anew for each decision. */
  readonly settings?: { readonly current: BalancingSettings };
  /** Opens the connections to an instance, given its origin. */
  readonly connect?: (origin: string) => Dispatcher;
  /** Milliseconds of a monotonic clock. */
  readonly time?: () => number;
}

/** The state of one instance, for who watches. */
export interface InstanceStatus {
  readonly service: string;
  readonly instanceId: string;
  readonly inFlight: number;
  readonly latencyMs: number;
  readonly out: boolean;
}

/**
 * Spreads requests over the instances that a directory lists, and leaves out those that fail: one that can't be reached at
 * once, one that answers a row of requests with errors for a while, one that does not answer probes until it does
 * (see `HealthProber`).
 */
export class Balancer implements LoadBalancer {
  readonly #directory: ServiceDirectory;
  readonly #connect: (origin: string) => Dispatcher;
  readonly #settings: { readonly current: BalancingSettings };
  readonly #randomness: Pick<Randomness, 'fraction'>;
  readonly #services = new Map<string, ServiceInstances>();
  readonly #unsubscribe: () => void;
  readonly #time: () => number;

  constructor(parts: BalancerParts) {
    this.#directory = parts.directory;
    this.#connect = parts.connect ?? instanceConnections();
    this.#settings = parts.settings ?? { current: new BalancingSettings() };
    this.#time = parts.time ?? (() => performance.now());
    this.#randomness = parts.randomness;
    this.#unsubscribe = this.#directory.onChange(() => {
      for (const [service, instances] of this.#services) this.#update(service, instances);
    });
  }

  choose(service: string, avoid?: ReadonlySet<string>): Choice | undefined {
    const { current } = this.#settings;
    const instances = this.#instancesOf(service);
    const now = this.#time();
    let candidates = instances.usable(now);
    if (avoid !== undefined && avoid.size > 0) candidates = without(avoid, candidates, instances.all);
    if (candidates.length === 0) return undefined;
    const chosen = instances.rules[current.rule].pick(candidates, now, current.slowStartMs);
    return new RequestUnderWay(chosen, instances, current, this.#time);
  }

  /** Every instance of the services that were asked for so far. */
  status(): InstanceStatus[] {
    const now = this.#time();
    return this.#everyInstance().map(([, { instance, inFlight, latency, ejection }]) => ({
      service: instance.service,
      instanceId: instance.instanceId,
      inFlight,
      latencyMs: latency.at(now),
      out: ejection.isOut(now),
    }));
  }

  /** The instances to probe: those of the services that were asked for so far. */
  *toProbe(): Iterable<ProbedInstance> {
    for (const [instances, one] of this.#everyInstance()) {
      yield {
        instanceId: one.instance.instanceId,
        origin: one.instance.origin,
        isOut: one.ejection.isOut(this.#time()),
        probed: (healthy) => {
          one.ejection.probed(healthy, this.#settings.current);
          instances.changed();
        },
      };
    }
  }

  async close(): Promise<void> {
    this.#unsubscribe();
    await Promise.all(this.#everyInstance().map(([, { connections }]) => connections.destroy()));
    this.#services.clear();
  }

  #everyInstance(): [ServiceInstances, BalancedInstance][] {
    return [...this.#services.values()].flatMap((instances) =>
      instances.all.map((one): [ServiceInstances, BalancedInstance] => [instances, one]),
    );
  }

  #instancesOf(service: string): ServiceInstances {
    let instances = this.#services.get(service);
    if (instances === undefined) {
      instances = new ServiceInstances(this.#connect, {
        'power-of-two-choices': new PowerOfTwoChoices(this.#randomness),
        'round-robin': new RoundRobin(this.#randomness),
      });
      this.#services.set(service, instances);
      this.#update(service, instances);
    }
    return instances;
  }

  #update(service: string, instances: ServiceInstances): void {
    instances.update(this.#directory.instancesOf(service), this.#time());
  }
}

/** The candidates that are not to be avoided; else any instance that is not; else the candidates as they are. */
function without(
  avoid: ReadonlySet<string>,
  candidates: readonly BalancedInstance[],
  all: readonly BalancedInstance[],
): readonly BalancedInstance[] {
  const others = (list: readonly BalancedInstance[]): readonly BalancedInstance[] =>
    list.filter(({ instance }) => !avoid.has(instance.instanceId));
  const preferred = others(candidates);
  if (preferred.length > 0) return preferred;
  const anyOther = others(all);
  return anyOther.length > 0 ? anyOther : candidates;
}
