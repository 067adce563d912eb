import type { CircuitBreakerParts } from '../resilience/circuit-breaker/circuit-breaker.js';
import type { Logger } from './logger.js';

/** Writes every change of state of a circuit breaker: a warning unless things get better. */
export function circuitLog(logger: Logger): NonNullable<CircuitBreakerParts['onTransition']> {
  return (circuitBreaker, from, to) => {
    const level = to === 'CLOSED' || to === 'HALF_OPEN' ? 'info' : 'warn';
    logger[level]({ circuitBreaker }, `The circuit of ${circuitBreaker} was ${from} and is ${to}`);
  };
}
