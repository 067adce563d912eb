import type { InstanceStatus } from '../../../infrastructure/discovery/eureka/instance-status.js';

/** What decides about the status of an instance that registers. */
export interface StatusClaims {
  /** What the instance says of itself. */
  readonly own: InstanceStatus;
  /** What an operator has put in its place. */
  readonly override: InstanceStatus | undefined;
  /** What was in force before, if it was registered. */
  readonly before: InstanceStatus | undefined;
  /** Whether another registry tells it, who has applied these rules already. */
  readonly replicated: boolean;
}

/**
 * The status in force, by Eureka's rules, the first that fits: an instance that says it is not up (or not yet) is believed;
 * an operator's word; what was in force, for an instance that registers again; its own word.
 */
export function statusInForce({ own, override, before, replicated }: StatusClaims): InstanceStatus {
  if (own !== 'UP' && own !== 'OUT_OF_SERVICE') return own;
  if (override !== undefined) return override;
  if (!replicated && (before === 'UP' || before === 'OUT_OF_SERVICE')) return before;
  return own;
}
