/** What an instance may be in Eureka; only `UP` ones are meant to get requests. */
export const INSTANCE_STATUSES = ['UP', 'DOWN', 'STARTING', 'OUT_OF_SERVICE', 'UNKNOWN'] as const;

export type InstanceStatus = (typeof INSTANCE_STATUSES)[number];

export function isInstanceStatus(value: unknown): value is InstanceStatus {
  return (INSTANCE_STATUSES as readonly unknown[]).includes(value);
}
