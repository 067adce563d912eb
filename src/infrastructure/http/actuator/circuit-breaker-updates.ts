import type { CommandedState } from '../../resilience/circuit-breaker/circuit-breaker-state.js';

/** The names that Resilience4j's endpoint gives the states, and one for the state it leaves out. */
const STATES = {
  CLOSE: 'CLOSED',
  FORCE_OPEN: 'FORCED_OPEN',
  DISABLE: 'DISABLED',
  METRICS_ONLY: 'METRICS_ONLY',
} as const satisfies Readonly<Record<string, CommandedState>>;

/** What an operator may ask of a circuit breaker. */
export type CircuitBreakerUpdate = keyof typeof STATES;

export const CIRCUIT_BREAKER_UPDATES = Object.keys(STATES) as readonly CircuitBreakerUpdate[];

/** The state that an update puts a breaker into. */
export function stateAfter(update: CircuitBreakerUpdate): CommandedState {
  return STATES[update];
}
