import type { Clock } from '../../../application/clock.js';
import type { LiveSettings } from '../../configuration/live-settings.js';
import { CallRejectedError } from '../call-rejected-error.js';
import type { ResilienceSettings } from '../resilience-settings.js';
import type { CircuitBreakerState, CommandedState } from './circuit-breaker-state.js';
import { CallTotals, type CallKind } from './call-totals.js';
import { type CircuitBreakerEvent, EventLog } from './circuit-breaker-events.js';
import { CountWindow } from './count-window.js';
import type { SlidingWindow, WindowCounts } from './sliding-window.js';
import { TimeWindow } from './time-window.js';

/** What a breaker knows of its calls at one moment. Rates are percentages; -1 while there are too few calls to tell. */
export interface CircuitBreakerStatus extends WindowCounts {
  readonly state: CircuitBreakerState;
  readonly failureRate: number;
  readonly slowCallRate: number;
}

/** A call that was let through. */
export interface Permit {
  /** Must be called exactly once, when the call has ended. `ignored`: it says nothing about the receiver. */
  ended(kind: CallKind, error?: unknown): void;
}

/** What a breaker needs. */
export interface CircuitBreakerParts {
  readonly settings: LiveSettings<Pick<ResilienceSettings, 'circuitBreaker'>>;
  readonly clock: Clock;
  readonly onTransition?: (name: string, from: CircuitBreakerState, to: CircuitBreakerState) => void;
}

/**
 * Refuses calls while too many of them fail or are slow, by the rules of Resilience4j: sliding windows, a waiting time, then
 * trial calls. Unlike there, a call that ends in another state than it began in counts for neither.
 */
export class CircuitBreaker {
  readonly totals = new CallTotals();
  readonly #parts: CircuitBreakerParts;
  readonly #events: EventLog;
  #state: CircuitBreakerState = 'CLOSED';
  /** Grows with each change of state, so that calls of an earlier one are told apart. */
  #era = 0;
  #opened = 0;
  #trials = 0;
  #window: SlidingWindow;

  constructor(
    readonly name: string,
    parts: CircuitBreakerParts,
  ) {
    this.#parts = parts;
    this.#events = new EventLog(name, parts.clock);
    this.#window = this.#newWindow();
  }

  /** The present state: an open circuit is half open as soon as its waiting time is over. */
  get state(): CircuitBreakerState {
    if (this.#state === 'OPEN' && this.#openForMs() <= 0) this.#become('HALF_OPEN');
    return this.#state;
  }

  get status(): CircuitBreakerStatus {
    const { state } = this;
    const { total, failed, slow, slowFailed } = this.#window.counts();
    return { state, total, failed, slow, slowFailed, ...this.#rates() };
  }

  /** The thresholds in force, in percent. */
  get thresholds(): { readonly failureRate: number; readonly slowCallRate: number } {
    const { failureRateThreshold, slowCallRateThreshold } = this.#settings;
    return { failureRate: failureRateThreshold, slowCallRate: slowCallRateThreshold };
  }

  /** What went wrong and which states it took, the latest last. */
  get events(): readonly CircuitBreakerEvent[] {
    return this.#events.all;
  }

  /** Lets one call through. @throws CallRejectedError `circuit-open` */
  acquire(): Permit {
    const { state } = this;
    const refused =
      state === 'OPEN' ||
      state === 'FORCED_OPEN' ||
      (state === 'HALF_OPEN' && this.#trials >= this.#window.size);
    if (refused) {
      this.totals.notPermitted += 1;
      const retryAfterMs = state === 'OPEN' ? this.#openForMs() : undefined;
      throw new CallRejectedError('circuit-open', `its circuit is ${state}`, retryAfterMs);
    }
    if (state === 'HALF_OPEN') this.#trials += 1;
    const [era, started] = [this.#era, this.#now()];
    return { ended: (kind, error) => this.#ended(kind, era, this.#now() - started, error) };
  }

  /** Puts it into a state by hand. It stays there, except that a closed circuit may open again. */
  transitionTo(state: CommandedState): void {
    if (state !== this.#state) this.#become(state);
  }

  #ended(kind: CallKind, era: number, durationMs: number, error: unknown): void {
    if (this.#state === 'DISABLED') return;
    this.totals.count(kind, durationMs);
    if (kind === 'failed') this.#events.failed(error, durationMs);
    if (era !== this.#era) return;
    if (kind === 'ignored') {
      if (this.#state === 'HALF_OPEN') this.#trials -= 1;
      return;
    }
    if (this.#state !== 'HALF_OPEN') this.#adaptWindow();
    this.#window.record({ failed: kind === 'failed', slow: durationMs > this.#settings.slowCallDurationMs });
    this.#conclude();
  }

  #conclude(): void {
    const { failureRate, slowCallRate } = this.#rates();
    if (failureRate < 0 || this.#state === 'METRICS_ONLY') return;
    const { failureRateThreshold, slowCallRateThreshold } = this.#settings;
    if (failureRate >= failureRateThreshold || slowCallRate >= slowCallRateThreshold) this.#become('OPEN');
    else if (this.#state === 'HALF_OPEN') this.#become('CLOSED');
  }

  #become(state: CircuitBreakerState): void {
    const from = this.#state;
    this.#state = state;
    this.#era += 1;
    this.#trials = 0;
    if (state === 'OPEN') this.#opened = this.#now();
    else this.#window = this.#newWindow();
    this.#events.changed(from, state);
    this.#parts.onTransition?.(this.name, from, state);
  }

  #rates(): { failureRate: number; slowCallRate: number } {
    const { total, failed, slow } = this.#window.counts();
    const { type, size } = this.#window;
    const { minimumNumberOfCalls } = this.#settings;
    const enough = type === 'COUNT_BASED' ? Math.min(minimumNumberOfCalls, size) : minimumNumberOfCalls;
    if (total < enough) return { failureRate: -1, slowCallRate: -1 };
    return { failureRate: (failed * 100) / total, slowCallRate: (slow * 100) / total };
  }

  /** Settings that ask for another window begin a new one. */
  #adaptWindow(): void {
    const { slidingWindowType, slidingWindowSize } = this.#settings;
    const { type, size } = this.#window;
    if (type !== slidingWindowType || size !== slidingWindowSize) this.#window = this.#newWindow();
  }

  #newWindow(): SlidingWindow {
    const { slidingWindowType, slidingWindowSize, permittedCallsInHalfOpenState } = this.#settings;
    if (this.#state === 'HALF_OPEN') return new CountWindow(permittedCallsInHalfOpenState);
    return slidingWindowType === 'COUNT_BASED'
      ? new CountWindow(slidingWindowSize)
      : new TimeWindow(slidingWindowSize, this.#parts.clock);
  }

  #openForMs(): number {
    return this.#opened + this.#settings.waitInOpenStateMs - this.#now();
  }

  get #settings(): ResilienceSettings['circuitBreaker'] {
    return this.#parts.settings.current.circuitBreaker;
  }

  #now(): number {
    return this.#parts.clock.now().getTime();
  }
}
