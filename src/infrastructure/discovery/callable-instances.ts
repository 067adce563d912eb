import type { EurekaInstance } from './eureka/eureka-instance.js';
import type { ServiceInstance } from './service-instance.js';

/**
 * The instances that may be called, by service. Those that are up; where none is, those that say they are down: they answer
 * what they can, and say themselves what is the matter.
 */
export function callableInstances(
  instances: readonly EurekaInstance[],
): ReadonlyMap<string, readonly ServiceInstance[]> {
  const byService = new Map<string, EurekaInstance[]>();
  for (const instance of instances) {
    const service = instance.app.toLowerCase();
    byService.set(service, [...(byService.get(service) ?? []), instance]);
  }
  return new Map(
    [...byService].map(([service, all]) => {
      const up = all.filter(({ status }) => status === 'UP');
      const callable = up.length > 0 ? up : all.filter(({ status }) => status === 'DOWN');
      return [service, callable.map(serviceInstance).sort(byId)] as const;
    }),
  );
}

function serviceInstance(instance: EurekaInstance): ServiceInstance {
  const { app, instanceId, hostName, port, securePort, metadata } = instance;
  const isSecure = String(securePort['@enabled']) === 'true' && String(port['@enabled']) !== 'true';
  const host = hostName.includes(':') ? `[${hostName}]` : hostName;
  return {
    service: app.toLowerCase(),
    instanceId,
    origin: isSecure ? `https://${host}:${securePort.$}` : `http://${host}:${port.$}`,
    metadata: metadata ?? {},
  };
}

function byId(one: ServiceInstance, other: ServiceInstance): number {
  return one.instanceId < other.instanceId ? -1 : 1;
}
