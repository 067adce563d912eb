/** What an instance may be in Eureka; only `UP` ones are meant to get requests. */
export const INSTANCE_STATUSES = ['UP', 'DOWN', 'STARTING', 'OUT_OF_SERVICE', 'UNKNOWN'] as const;

export type InstanceStatus = (typeof INSTANCE_STATUSES)[number];

/** Whether a value that came over the wire is such a status. */
export function isInstanceStatus(value: unknown): value is InstanceStatus {
  return (INSTANCE_STATUSES as readonly unknown[]).includes(value);
}
