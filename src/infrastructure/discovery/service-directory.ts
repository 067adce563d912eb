import type { ServiceInstance } from './service-instance.js';

/** Where the instances of services are: answers at once, from what was last known. */
export interface ServiceDirectory {
  /** The instances of `service` that may be called; empty when none is known. */
  instancesOf(service: string): readonly ServiceInstance[];
  /**
   * Calls `listener` after each change of the instances of any service.
   * @returns a function that ends it
   */
  onChange(listener: () => void): () => void;
}
