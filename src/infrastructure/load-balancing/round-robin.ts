import type { Randomness } from '../../application/randomness.js';
import type { BalancedInstance } from './balanced-instance.js';
import type { BalancingRule } from './balancing-rule.js';

/** Takes the instances in turn; one in its slow start is passed over now and then. */
export class RoundRobin implements BalancingRule {
  #next = 0;

  constructor(private readonly randomness: Pick<Randomness, 'fraction'>) {}

  pick(candidates: readonly BalancedInstance[], now: number, slowStartMs: number): BalancedInstance {
    for (let passed = 0; passed < candidates.length; passed += 1) {
      const instance = this.#turn(candidates);
      const share = instance.isOwedOne(now, slowStartMs) ? 1 : instance.share(now, slowStartMs);
      if (share === 1 || this.randomness.fraction() < share) return instance;
    }
    return this.#turn(candidates);
  }

  #turn(candidates: readonly BalancedInstance[]): BalancedInstance {
    this.#next = (this.#next + 1) % candidates.length;
    return candidates[this.#next] as BalancedInstance;
  }
}
