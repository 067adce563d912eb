import type { Dispatcher } from 'undici';
import type { ServiceInstance } from '../discovery/service-instance.js';
import type { BalancedInstance } from './balanced-instance.js';
import type { BalancingSettings } from './balancing-settings.js';
import type { Choice, Outcome } from './load-balancer.js';
import type { ServiceInstances } from './service-instances.js';

/** A request to a chosen instance: how it ends is what the balancer learns from. */
export class RequestUnderWay implements Choice {
  readonly #startedAt: number;
  #measured = false;

  constructor(
    readonly chosen: BalancedInstance,
    readonly siblings: ServiceInstances,
    readonly settings: BalancingSettings,
    readonly time: () => number,
  ) {
    this.#startedAt = time();
    chosen.chosen(this.#startedAt);
  }

  get instance(): ServiceInstance {
    return this.chosen.instance;
  }

  get connections(): Dispatcher {
    return this.chosen.connections;
  }

  began(): void {
    const now = this.time();
    this.#measured = true;
    this.chosen.latency.observe(now - this.#startedAt, now);
  }

  ended(outcome: Outcome): void {
    this.chosen.inFlight -= 1;
    const { ejection, latency } = this.chosen;
    const now = this.time();
    const elapsed = now - this.#startedAt;
    if (!this.#measured && (outcome === 'answered' || elapsed > latency.at(now))) {
      // Whoever failed or was given up on is known to be at least this slow.
      latency.observe(elapsed, now);
    }
    if (outcome === 'answered') ejection.answered();
    else if (outcome === 'unreachable') this.#eject('unreachable', now);
    else if (outcome === 'failed' && ejection.failed(this.settings) && this.#mayBeSpared(now)) {
      this.#eject('failing', now);
    }
  }

  #eject(reason: 'unreachable' | 'failing', now: number): void {
    this.chosen.ejection.eject(reason, now, this.settings);
    this.siblings.changed();
  }

  /** Errors may be the fault of what the instances share: then most of them stay in. */
  #mayBeSpared(now: number): boolean {
    const outWithThis = this.siblings.countOut(now) + 1;
    return outWithThis <= Math.max(1, this.settings.maxEjectedShare * this.siblings.all.length);
  }
}
