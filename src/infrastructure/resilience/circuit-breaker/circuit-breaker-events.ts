import type { Clock } from '../../../application/clock.js';
import type { CircuitBreakerState } from './circuit-breaker-state.js';

const KEPT = 100;

/** What happened to a circuit breaker, in the shape of Resilience4j's events. */
export interface CircuitBreakerEvent {
  readonly circuitBreakerName: string;
  readonly type: 'ERROR' | 'STATE_TRANSITION';
  /** ISO 8601. */
  readonly creationTime: string;
  readonly errorMessage?: string;
  readonly durationInMs?: number;
  /** For example `CLOSED_TO_OPEN`. */
  readonly stateTransition?: string;
}

/** The latest hundred events of one breaker. Successes are only counted: writing each down would cost more than it tells. */
export class EventLog {
  readonly #events: CircuitBreakerEvent[] = [];

  constructor(
    private readonly name: string,
    private readonly clock: Clock,
  ) {}

  get all(): readonly CircuitBreakerEvent[] {
    return this.#events;
  }

  failed(error: unknown, durationInMs: number): void {
    const errorMessage = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    this.#add({ type: 'ERROR', errorMessage, durationInMs });
  }

  changed(from: CircuitBreakerState, to: CircuitBreakerState): void {
    this.#add({ type: 'STATE_TRANSITION', stateTransition: `${from}_TO_${to}` });
  }

  #add(event: Omit<CircuitBreakerEvent, 'circuitBreakerName' | 'creationTime'>): void {
    this.#events.push({
      circuitBreakerName: this.name,
      creationTime: this.clock.now().toISOString(),
      ...event,
    });
    if (this.#events.length > KEPT) this.#events.shift();
  }
}
