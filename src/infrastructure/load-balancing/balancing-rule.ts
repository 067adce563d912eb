import type { BalancedInstance } from './balanced-instance.js';

/** By which rule the instance for the next request is picked. */
export interface BalancingRule {
  /**
   * One of `candidates`, of which there is at least one.
   * @param now milliseconds of a monotonic clock
   */
  pick(candidates: readonly BalancedInstance[], now: number, slowStartMs: number): BalancedInstance;
}
