import type { EurekaInstance } from '../../../infrastructure/discovery/eureka/eureka-instance.js';
import type { RegistryAction, RegistryActionKind } from '../leases/registry-action.js';

/** One thing that a registry tells another, as in the batches of Netflix Eureka's `peerreplication`. */
export interface ReplicationItem {
  readonly appName: string;
  readonly id: string;
  readonly lastDirtyTimestamp: number;
  readonly overriddenStatus: string;
  readonly status: string;
  readonly action: RegistryActionKind;
  /** With `Register`. */
  readonly instanceInfo?: EurekaInstance;
}

/** What the other registry says of one item: a status as the single operation would have had. */
export interface ReplicationResult {
  readonly statusCode: number;
  /** A later state of the instance than the one that was told of. */
  readonly responseEntity?: unknown;
}

/** What another registry is told of something that has happened here. */
export function replicationItem({ kind, instance }: RegistryAction): ReplicationItem {
  return {
    appName: instance.app,
    id: instance.instanceId,
    lastDirtyTimestamp: Number(instance.lastDirtyTimestamp),
    overriddenStatus: instance.overriddenStatus,
    status: instance.status,
    action: kind,
    ...(kind === 'Register' ? { instanceInfo: instance } : {}),
  };
}
