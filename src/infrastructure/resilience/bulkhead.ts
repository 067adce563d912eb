import type { Clock } from '../../application/clock.js';
import type { LiveSettings } from '../configuration/live-settings.js';
import { CallRejectedError } from './call-rejected-error.js';
import type { ResilienceSettings } from './resilience-settings.js';

interface Waiter {
  admit(): void;
}

/** Bounds how many calls are under way at the same time; who comes later waits a while for a place, in order. */
export class Bulkhead {
  readonly #waiters = new Set<Waiter>();
  #running = 0;

  constructor(
    private readonly settings: LiveSettings<Pick<ResilienceSettings, 'bulkhead'>>,
    private readonly clock: Clock,
  ) {}

  /** How many more calls could be under way now. */
  get availableConcurrentCalls(): number {
    return Math.max(0, this.maxAllowedConcurrentCalls - this.#running);
  }

  get maxAllowedConcurrentCalls(): number {
    return this.settings.current.bulkhead.maxConcurrentCalls;
  }

  /** @throws CallRejectedError `bulkhead-full` when no place became free soon enough */
  async execute<T>(call: () => Promise<T>): Promise<T> {
    if (this.availableConcurrentCalls > 0) this.#running += 1;
    else await this.#place();
    try {
      return await call();
    } finally {
      this.#running -= 1;
      this.#admitNext();
    }
  }

  /** Resolves when a place has been taken. */
  #place(): Promise<void> {
    const { maxConcurrentCalls, maxWaitMs } = this.settings.current.bulkhead;
    return new Promise((resolve, reject) => {
      const refuse = (): void => {
        if (!this.#waiters.delete(waiter)) return;
        const message = `${maxConcurrentCalls} calls are under way already`;
        reject(new CallRejectedError('bulkhead-full', message));
      };
      const patience = new AbortController();
      const waiter = {
        admit: (): void => {
          patience.abort();
          resolve();
        },
      };
      this.#waiters.add(waiter);
      if (maxWaitMs === 0) refuse();
      else void this.clock.sleep(maxWaitMs, patience.signal).then(refuse);
    });
  }

  #admitNext(): void {
    for (const waiter of this.#waiters) {
      if (this.availableConcurrentCalls === 0) return;
      this.#waiters.delete(waiter);
      this.#running += 1;
      waiter.admit();
    }
  }
}
