import type { Dispatcher } from 'undici';
import type { ServiceInstance } from '../discovery/service-instance.js';
import { BalancedInstance } from './balanced-instance.js';
import type { BalancingRule } from './balancing-rule.js';
import type { BalancingSettings } from './balancing-settings.js';

/** The instances of one service as the directory lists them, and which of them are in. */
export class ServiceInstances {
  #all: readonly BalancedInstance[] = [];
  #usable: readonly BalancedInstance[] = [];
  /** When the next one comes back by itself. */
  #staleAt = 0;

  constructor(
    private readonly connect: (origin: string) => Dispatcher,
    readonly rules: Readonly<Record<BalancingSettings['rule'], BalancingRule>>,
  ) {}

  get all(): readonly BalancedInstance[] {
    return this.#all;
  }

  /**
   * Follows the directory: instances that stay keep what is known about them, new ones (processes, not addresses) begin
   * slowly unless they are the first, and the connections of those that have gone end with their last request.
   */
  update(listed: readonly ServiceInstance[], now: number): void {
    const known = new Map(this.#all.map((one) => [keyOf(one.instance), one]));
    const startedAt = this.#all.length === 0 ? -Infinity : now;
    this.#all = listed.map(
      (instance) =>
        known.get(keyOf(instance)) ??
        new BalancedInstance(instance, this.connect(instance.origin), startedAt),
    );
    const kept = new Set(this.#all);
    for (const one of known.values()) if (!kept.has(one)) void one.connections.close().catch(() => {});
    this.changed();
  }

  /** Those that are in; when none is, all of them: better to try than to refuse by oneself. */
  usable(now: number): readonly BalancedInstance[] {
    if (now < this.#staleAt) return this.#usable;
    this.#staleAt = Infinity;
    const usable = this.#all.filter((one) => {
      if (one.isIn(now)) return true;
      this.#staleAt = Math.min(this.#staleAt, one.ejection.until);
      return false;
    });
    this.#usable = usable.length === 0 ? this.#all : usable;
    return this.#usable;
  }

  /** Must be called when an instance has been put out or come back. */
  changed(): void {
    this.#staleAt = 0;
  }

  /** How many are out. */
  countOut(now: number): number {
    return this.#all.reduce((count, one) => count + Number(one.ejection.isOut(now)), 0);
  }
}

function keyOf({ instanceId, origin, since }: ServiceInstance): string {
  return `${instanceId} ${origin} ${since}`;
}
