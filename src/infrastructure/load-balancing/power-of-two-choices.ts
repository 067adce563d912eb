import type { Randomness } from '../../application/randomness.js';
import type { BalancedInstance } from './balanced-instance.js';
import type { BalancingRule } from './balancing-rule.js';

/**
 * Draws two instances and takes the one where a request would be done sooner, going by requests in flight × latency. Two
 * draws avoid both the herd that runs to the single best instance and the blindness of taking turns.
 */
export class PowerOfTwoChoices implements BalancingRule {
  constructor(private readonly randomness: Pick<Randomness, 'fraction'>) {}

  pick(candidates: readonly BalancedInstance[], now: number, slowStartMs: number): BalancedInstance {
    const count = candidates.length;
    const first = Math.floor(this.randomness.fraction() * count);
    const one = candidates[first] as BalancedInstance;
    if (count === 1) return one;
    const second = Math.floor(this.randomness.fraction() * (count - 1));
    const other = candidates[second < first ? second : second + 1] as BalancedInstance;
    const isOneOwed = one.isOwedOne(now, slowStartMs);
    if (isOneOwed !== other.isOwedOne(now, slowStartMs)) return isOneOwed ? one : other;
    const oneMay = this.#may(one, now, slowStartMs);
    const otherMay = this.#may(other, now, slowStartMs);
    if (oneMay !== otherMay) return oneMay ? one : other;
    const latency = one.latency.at(now);
    const otherLatency = other.latency.at(now);
    // An instance nobody has measured counts as being as fast as its rival.
    const cost = (one.inFlight + 1) * (latency || otherLatency || 1);
    const otherCost = (other.inFlight + 1) * (otherLatency || latency || 1);
    return cost <= otherCost ? one : other;
  }

  #may(instance: BalancedInstance, now: number, slowStartMs: number): boolean {
    const share = instance.share(now, slowStartMs);
    return share === 1 || this.randomness.fraction() < share;
  }
}
