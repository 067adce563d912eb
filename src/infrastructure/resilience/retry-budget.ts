import type { Clock } from '../../application/clock.js';
import type { LiveSettings } from '../configuration/live-settings.js';
import type { ResilienceSettings } from './resilience-settings.js';

/** How many seconds' worth of retries may be saved up. */
const RESERVE_SECONDS = 10;

/**
 * Keeps retries from making an outage worse: there may be a share of the calls, and a few each second where there are
 * hardly any calls. The second is what a quiet client lives on.
 */
export class RetryBudget {
  #saved: number;
  #asOf: number;

  constructor(
    private readonly settings: LiveSettings<Pick<ResilienceSettings, 'retry'>>,
    private readonly clock: Clock,
  ) {
    this.#saved = this.#capacity;
    this.#asOf = clock.now().getTime();
  }

  /** Notes a call that begins. */
  called(): void {
    this.#save(this.settings.current.retry.budgetPercent / 100);
  }

  /** Whether there may be a retry now; takes it from the budget. */
  spend(): boolean {
    const now = this.clock.now().getTime();
    const seconds = Math.max(0, now - this.#asOf) / 1000;
    this.#asOf = now;
    this.#save(seconds * this.settings.current.retry.budgetPerSecond);
    if (this.#saved < 1) return false;
    this.#saved -= 1;
    return true;
  }

  #save(retries: number): void {
    this.#saved = Math.min(this.#capacity, this.#saved + retries);
  }

  /** At least one: else a share below a whole retry would never grow to one. */
  get #capacity(): number {
    const { budgetPerSecond, budgetPercent } = this.settings.current.retry;
    return Math.max(budgetPerSecond * RESERVE_SECONDS, budgetPercent > 0 ? 10 : 0);
  }
}
