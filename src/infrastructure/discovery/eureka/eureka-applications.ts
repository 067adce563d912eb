import type { EurekaInstance } from './eureka-instance.js';
import type { InstanceStatus } from './instance-status.js';

/** All instances of one application. */
export interface EurekaApplication {
  readonly name: string;
  readonly instance: readonly EurekaInstance[];
}

/** The registry, or what has changed in it, as Eureka's JSON shows it. */
export interface EurekaApplications {
  readonly versions__delta: string;
  /** Of the whole registry, in a delta too: whoever applied it right has the same. */
  readonly apps__hashcode: string;
  readonly application: readonly EurekaApplication[];
}

/** How many instances have which status, by status in alphabetical order: `DOWN_1_UP_4_`; empty for no instance. */
export function appsHashcode(instances: Iterable<{ readonly status: InstanceStatus }>): string {
  const counts = new Map<string, number>();
  for (const { status } of instances) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([status, count]) => `${status}_${count}_`)
    .join('');
}

/** Instances by application, in the order they come. */
export function applicationsOf(instances: Iterable<EurekaInstance>): readonly EurekaApplication[] {
  const byApp = new Map<string, EurekaInstance[]>();
  for (const instance of instances) {
    const others = byApp.get(instance.app);
    if (others === undefined) byApp.set(instance.app, [instance]);
    else others.push(instance);
  }
  return [...byApp].map(([name, instance]) => ({ name, instance }));
}
