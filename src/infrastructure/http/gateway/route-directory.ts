import type { ServiceDirectory } from '../../discovery/service-directory.js';
import type { ServiceInstance } from '../../discovery/service-instance.js';

/** A directory that also knows origins (`http://host:port`): each is a service with one instance, itself. */
export class RouteDirectory implements ServiceDirectory {
  constructor(private readonly services: ServiceDirectory) {}

  instancesOf(target: string): readonly ServiceInstance[] {
    if (!target.includes('://')) return this.services.instancesOf(target);
    return [{ service: target, instanceId: target, origin: target, since: '', metadata: {} }];
  }

  onChange(listener: () => void): () => void {
    return this.services.onChange(listener);
  }
}
