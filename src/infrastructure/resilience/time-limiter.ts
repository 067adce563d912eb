import type { Clock } from '../../application/clock.js';
import type { LiveSettings } from '../configuration/live-settings.js';
import { CallDeadline } from './call-deadline.js';
import type { ResilienceSettings } from './resilience-settings.js';

/**
 * Ends calls that take too long. One alarm, set for the call that is due first, serves all calls under way: a call that
 * ends in time costs no timer.
 */
export class TimeLimiter {
  readonly totals = { successful: 0, failed: 0, timeout: 0 };
  readonly #running = new Set<CallDeadline>();
  #alarm: { readonly at: number; readonly off: AbortController } | undefined;

  constructor(
    private readonly settings: LiveSettings<Pick<ResilienceSettings, 'timeoutMs'>>,
    private readonly clock: Clock,
  ) {}

  /** @throws TimeLimitExceededError as soon as the time is over, whatever `call` does then */
  execute<T>(call: (deadline: CallDeadline) => Promise<T>): Promise<T> {
    const { timeoutMs } = this.settings.current;
    return new Promise<T>((resolve, reject) => {
      const deadline = new CallDeadline(timeoutMs, this.#now() + timeoutMs, reject);
      this.#running.add(deadline);
      this.#setAlarm(deadline.at);
      call(deadline).then(
        (value) => {
          this.#ended(deadline, 'successful');
          resolve(value);
        },
        (error: unknown) => {
          this.#ended(deadline, 'failed');
          reject(error);
        },
      );
    });
  }

  /** Forgets the alarm, so that nothing keeps the process. */
  close(): void {
    this.#alarm?.off.abort();
    this.#alarm = undefined;
  }

  #ended(deadline: CallDeadline, kind: 'successful' | 'failed' | 'timeout'): void {
    if (this.#running.delete(deadline)) this.totals[kind] += 1;
  }

  #setAlarm(at: number): void {
    if (this.#alarm !== undefined && this.#alarm.at <= at) return;
    this.#alarm?.off.abort();
    const alarm = { at, off: new AbortController() };
    this.#alarm = alarm;
    void this.clock.sleep(at - this.#now(), alarm.off.signal).then(() => {
      if (this.#alarm === alarm) this.#ring();
    });
  }

  #ring(): void {
    this.#alarm = undefined;
    const now = this.#now();
    let next = Infinity;
    for (const deadline of this.#running) {
      if (deadline.at > now) {
        next = Math.min(next, deadline.at);
        continue;
      }
      this.#ended(deadline, 'timeout');
      deadline.expire();
    }
    if (next < Infinity) this.#setAlarm(next);
  }

  #now(): number {
    return this.clock.now().getTime();
  }
}
