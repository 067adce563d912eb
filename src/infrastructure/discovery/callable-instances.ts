import type { EurekaInstance } from './eureka/eureka-instance.js';
import type { ServiceInstance } from './service-instance.js';

/**
 * The instances that may be called, by service, for services that have any. Those that are up; where none is, those that say they are down: they answer
 * what they can, and say themselves what is the matter. One whose address can not be one is passed over: anybody may have
 * registered it.
 */
export function callableInstances(
  instances: readonly EurekaInstance[],
): ReadonlyMap<string, readonly ServiceInstance[]> {
  const byService = new Map<string, EurekaInstance[]>();
  for (const instance of instances) {
    if (originOf(instance) === undefined) continue;
    const service = instance.app.toLowerCase();
    byService.set(service, [...(byService.get(service) ?? []), instance]);
  }
  return new Map(
    [...byService].flatMap(([service, all]) => {
      const up = all.filter(({ status }) => status === 'UP');
      const callable = up.length > 0 ? up : all.filter(({ status }) => status === 'DOWN');
      // An instance that starts changes nothing for those who call.
      return callable.length === 0 ? [] : [[service, callable.map(serviceInstance).sort(byId)] as const];
    }),
  );
}

function serviceInstance(instance: EurekaInstance): ServiceInstance {
  const { app, instanceId, metadata } = instance;
  return {
    service: app.toLowerCase(),
    instanceId,
    origin: originOf(instance) ?? '',
    metadata: metadata ?? {},
  };
}

const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])$/i;

/** Scheme, host and port of an instance; undefined when that can be no address. */
export function originOf({ hostName, port, securePort }: Partial<EurekaInstance>): string | undefined {
  const isSecure = String(securePort?.['@enabled']) === 'true' && String(port?.['@enabled']) !== 'true';
  const host = hostName?.includes(':') ? `[${hostName}]` : (hostName ?? '');
  const number = Number((isSecure ? securePort : port)?.$);
  const origin = `${isSecure ? 'https' : 'http'}://${host}:${number}`;
  return HOST.test(host) && number > 0 && URL.canParse(origin) ? origin : undefined;
}

function byId(one: ServiceInstance, other: ServiceInstance): number {
  return one.instanceId < other.instanceId ? -1 : 1;
}
