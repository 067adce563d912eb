import { type EurekaApplications, appsHashcode } from './eureka-applications.js';
import type { EurekaInstance } from './eureka-instance.js';

interface Missing {
  readonly instance: EurekaInstance;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/**
 * A copy of the registry. An instance that is missing from it without having been reported as deleted stays for the length
 * of its lease: a registry that has lost its memory gets it back from the instances.
 */
export class KnownInstances {
  #registered = new Map<string, EurekaInstance>();
  readonly #missing = new Map<string, Missing>();

  /** Takes over the whole registry; `now` in milliseconds since the epoch. */
  replace(applications: EurekaApplications, now: number): void {
    const before = this.#registered;
    this.#registered = new Map(instancesIn(applications).map((instance) => [keyOf(instance), instance]));
    for (const [key, instance] of before) {
      if (this.#registered.has(key)) continue;
      this.#missing.set(key, { instance, until: now + instance.leaseInfo.durationInSecs * 1_000 });
    }
    for (const key of this.#registered.keys()) this.#missing.delete(key);
  }

  /** Takes over changes. @returns whether the copy is the same as the registry now */
  apply(delta: EurekaApplications): boolean {
    for (const instance of instancesIn(delta)) {
      const key = keyOf(instance);
      this.#missing.delete(key);
      if (instance.actionType === 'DELETED') this.#registered.delete(key);
      else this.#registered.set(key, instance);
    }
    return appsHashcode(this.#registered.values()) === delta.apps__hashcode;
  }

  /** All that may be there; `now` in milliseconds since the epoch. */
  current(now: number): readonly EurekaInstance[] {
    for (const [key, { until }] of this.#missing) if (until < now) this.#missing.delete(key);
    return [...this.#registered.values(), ...[...this.#missing.values()].map(({ instance }) => instance)];
  }
}

function instancesIn({ application }: EurekaApplications): readonly EurekaInstance[] {
  return application.flatMap(({ instance }) => instance);
}

function keyOf({ app, instanceId }: EurekaInstance): string {
  return `${app}\n${instanceId}`;
}
