import { originOf } from './callable-instances.js';
import type { EurekaInstance } from './eureka/eureka-instance.js';
import type { InstanceStatus } from './eureka/instance-status.js';

/** An instance as the registry has it, whether or not it may be called. */
export interface RegisteredInstance {
  /** The service's name, in lower case. */
  readonly service: string;
  readonly instanceId: string;
  /** Scheme, host and port; undefined when its address can not be one. */
  readonly origin: string | undefined;
  readonly status: InstanceStatus;
  /** Since when it is up, else since when it is registered: ISO 8601 UTC; undefined when the registry does not say. */
  readonly since: string | undefined;
}

/** What the shop wants to know of an instance, from what Eureka tells of it. */
export function registeredInstance(instance: EurekaInstance): RegisteredInstance {
  const { app, instanceId, status, leaseInfo } = instance;
  const since = Number(leaseInfo?.serviceUpTimestamp) || Number(leaseInfo?.registrationTimestamp);
  return {
    service: app.toLowerCase(),
    instanceId,
    origin: originOf(instance),
    status,
    since: since > 0 ? new Date(since).toISOString() : undefined,
  };
}
