import { CALL_KINDS } from '../resilience/circuit-breaker/call-totals.js';
import { CIRCUIT_BREAKER_STATES } from '../resilience/circuit-breaker/circuit-breaker-state.js';
import type { CircuitBreaker } from '../resilience/circuit-breaker/circuit-breaker.js';
import type { Metrics } from './metrics.js';
import { namedSamples, type NamedValues } from './named-samples.js';

/** Shows circuit breakers under the names that Resilience4j gives them in Micrometer. */
export function watchCircuitBreakers(metrics: Metrics, breakers: () => Iterable<CircuitBreaker>): void {
  const show = namedSamples(metrics, breakers);
  show('gauge', 'circuitbreaker_state', '1 for the state the circuit breaker is in', ({ state }) =>
    CIRCUIT_BREAKER_STATES.map((each) => [{ state: each.toLowerCase() }, Number(each === state)]),
  );
  show('summary', 'circuitbreaker_calls_seconds', 'Calls that were let through', ({ totals }) =>
    CALL_KINDS.flatMap((kind): NamedValues => {
      const { count, seconds } = totals.of(kind);
      return [
        [{ kind }, count, '_count'],
        [{ kind }, seconds, '_sum'],
      ];
    }),
  );
  show(
    'counter',
    'circuitbreaker_not_permitted_calls_total',
    'Calls that the circuit breaker refused',
    ({ totals }) => [[{ kind: 'not_permitted' }, totals.notPermitted]],
  );
  show('gauge', 'circuitbreaker_failure_rate', 'Percentage of failed calls, -1 for too few', ({ status }) => [
    [{}, status.failureRate],
  ]);
  show('gauge', 'circuitbreaker_slow_call_rate', 'Percentage of slow calls, -1 for too few', ({ status }) => [
    [{}, status.slowCallRate],
  ]);
  show('gauge', 'circuitbreaker_buffered_calls', 'Calls within the sliding window', ({ status }) => [
    [{ kind: 'successful' }, status.total - status.failed],
    [{ kind: 'failed' }, status.failed],
  ]);
  show('gauge', 'circuitbreaker_slow_calls', 'Slow calls within the sliding window', ({ status }) => [
    [{ kind: 'successful' }, status.slow - status.slowFailed],
    [{ kind: 'failed' }, status.slowFailed],
  ]);
}
