import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../application/clock.js';

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock {
  #now: number;
  #sleepers: Sleeper[] = [];

  constructor(start: Date | string = '2026-01-01T00:00:00.000Z') {
    this.#now = new Date(start).getTime();
  }

  /** How many sleeps are still under way. */
  get sleeping(): number {
    return this.#sleepers.length;
  }

  /** The moment the next sleeper wakes; undefined when nobody sleeps. */
  get nextDue(): Date | undefined {
    const next = this.#next();
    return next === undefined ? undefined : new Date(next.due);
  }

  now(): Date {
    return new Date(this.#now);
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const sleeper: Sleeper = { due: this.#now + Math.max(0, ms), wake };
      this.#sleepers.push(sleeper);
      signal?.addEventListener('abort', wake, { once: true });
    });
  }

  /**
   * Moves time on by `ms`, waking sleepers in the order they are due, each at its own moment. What a sleeper does next
   * gets a turn of the event loop before the next one wakes, so that a sleep it starts is honoured as well.
   */
  async advance(ms: number): Promise<void> {
    const target = this.#now + ms;
    await nextTurn();
    for (let next = this.#next(); next !== undefined && next.due <= target; next = this.#next()) {
      this.#now = Math.max(this.#now, next.due);
      next.wake();
      await nextTurn();
    }
    this.#now = target;
  }

  #next(): Sleeper | undefined {
    let first: Sleeper | undefined;
    for (const sleeper of this.#sleepers) {
      if (first === undefined || sleeper.due < first.due) first = sleeper;
    }
    return first;
  }
}
