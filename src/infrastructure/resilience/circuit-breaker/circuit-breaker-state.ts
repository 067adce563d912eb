/** The states of a circuit breaker, as in Resilience4j. */
export const CIRCUIT_BREAKER_STATES = [
  /** Calls pass; the circuit opens when too many of them fail or are slow. */
  'CLOSED',
  /** Calls are refused until the waiting time is over. */
  'OPEN',
  /** A few trial calls pass, and decide. */
  'HALF_OPEN',
  /** Calls are refused until somebody says otherwise. */
  'FORCED_OPEN',
  /** Calls pass and are not counted. */
  'DISABLED',
  /** Calls pass and are counted; the circuit never opens. */
  'METRICS_ONLY',
] as const;

export type CircuitBreakerState = (typeof CIRCUIT_BREAKER_STATES)[number];

/** The states that an operator may put a breaker into. */
export type CommandedState = Exclude<CircuitBreakerState, 'OPEN' | 'HALF_OPEN'>;
