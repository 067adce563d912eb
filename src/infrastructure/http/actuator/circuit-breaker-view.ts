import type { CircuitBreaker } from '../../resilience/circuit-breaker/circuit-breaker.js';
import type { CircuitBreakerEvent } from '../../resilience/circuit-breaker/circuit-breaker-events.js';
import type { CircuitBreakerDetails, CircuitBreakerDto } from '../contracts/operations/instance-dtos.js';

/** A circuit breaker as operators see it. */
export function circuitBreakerView({ name, status, totals }: CircuitBreaker): CircuitBreakerDto {
  return {
    name,
    state: status.state,
    failureRate: known(status.failureRate),
    slowCallRate: known(status.slowCallRate),
    bufferedCalls: status.total,
    failedCalls: status.failed,
    notPermittedCalls: totals.notPermitted,
  };
}

/** The same with its latest failures and changes of state, the newest last. */
export function circuitBreakerDetails(breaker: CircuitBreaker): CircuitBreakerDetails {
  const events = breaker.events.map((event) => ({
    type: event.type,
    at: event.creationTime,
    detail: detailOf(event),
  }));
  return { ...circuitBreakerView(breaker), events };
}

function detailOf({ stateTransition, errorMessage, durationInMs }: CircuitBreakerEvent): string {
  return stateTransition ?? `${errorMessage} (after ${durationInMs} ms)`;
}

/** Rates are negative while there are too few calls to tell. */
function known(rate: number): number | null {
  return rate < 0 ? null : rate;
}
