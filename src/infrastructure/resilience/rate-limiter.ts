import type { Clock } from '../../application/clock.js';
import type { LiveSettings } from '../configuration/live-settings.js';
import { CallRejectedError } from './call-rejected-error.js';
import type { ResilienceSettings } from './resilience-settings.js';

/**
 * Lets a number of calls begin in each period; who comes later waits for a place in one of the next periods, if that is
 * soon enough. A changed limit holds from the next call on.
 */
export class RateLimiter {
  #periodStart: number;
  /** Of the present period; negative when places in the next ones are taken already. */
  #places: number | undefined;
  #waiting = 0;

  constructor(
    private readonly settings: LiveSettings<Pick<ResilienceSettings, 'rateLimit'>>,
    private readonly clock: Clock,
  ) {
    this.#periodStart = clock.now().getTime();
  }

  /** How many calls may begin at once; undefined without a limit. */
  get availablePermissions(): number | undefined {
    return this.#limit === 0 ? undefined : Math.max(0, this.#refresh());
  }

  /** How many calls wait for their turn. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Resolves when the call may begin. @throws CallRejectedError `rate-limited` when that is not soon enough */
  async acquire(): Promise<void> {
    if (this.#limit === 0) return;
    const places = this.#refresh();
    const waitMs = places > 0 ? 0 : this.#untilPlace(1 - places);
    const { limitForPeriod, limitRefreshPeriodMs, maxWaitMs } = this.settings.current.rateLimit;
    if (waitMs > maxWaitMs) {
      throw new CallRejectedError(
        'rate-limited',
        `more than ${limitForPeriod} calls within ${limitRefreshPeriodMs} ms`,
        waitMs,
      );
    }
    this.#places = places - 1;
    if (waitMs === 0) return;
    this.#waiting += 1;
    await this.clock.sleep(waitMs);
    this.#waiting -= 1;
  }

  /** The places left now, those of periods that have begun meanwhile included. */
  #refresh(): number {
    const { limitForPeriod, limitRefreshPeriodMs } = this.settings.current.rateLimit;
    const passed = Math.max(0, Math.floor((this.#now() - this.#periodStart) / limitRefreshPeriodMs));
    this.#periodStart += passed * limitRefreshPeriodMs;
    const left = this.#places ?? limitForPeriod;
    this.#places = Math.min(limitForPeriod, left + passed * limitForPeriod);
    return this.#places;
  }

  /** Milliseconds until the period begins that has the `place`-th place from now. */
  #untilPlace(place: number): number {
    const { limitForPeriod, limitRefreshPeriodMs } = this.settings.current.rateLimit;
    const periods = Math.ceil(place / limitForPeriod);
    return this.#periodStart + periods * limitRefreshPeriodMs - this.#now();
  }

  get #limit(): number {
    return this.settings.current.rateLimit.limitForPeriod;
  }

  #now(): number {
    return this.clock.now().getTime();
  }
}
