import type { ServiceDirectory } from './service-directory.js';
import type { ServiceInstance } from './service-instance.js';

/** Instances at addresses that never change, for where there is no registry. */
export class FixedDirectory implements ServiceDirectory {
  readonly #instances: ReadonlyMap<string, readonly ServiceInstance[]>;

  /** @param origins the origins of each service's instances by the service's name */
  constructor(origins: Readonly<Record<string, readonly string[]>>) {
    this.#instances = new Map(
      Object.entries(origins).map(([service, urls]) => [
        service,
        urls.map((origin, index) => ({
          service,
          instanceId: `${service}-${index + 1}`,
          origin,
          since: '',
          metadata: {},
        })),
      ]),
    );
  }

  instancesOf(service: string): readonly ServiceInstance[] {
    return this.#instances.get(service) ?? [];
  }

  onChange(): () => void {
    return () => {};
  }
}
