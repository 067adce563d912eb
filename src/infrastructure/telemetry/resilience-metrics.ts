import { CIRCUIT_BREAKER_STATES } from '../resilience/circuit-breaker/circuit-breaker-state.js';
import { CALL_KINDS } from '../resilience/circuit-breaker/call-totals.js';
import type { MethodPolicy } from '../resilience/method-policy.js';
import type { ResilienceRegistry } from '../resilience/resilience-registry.js';
import type { Metrics, Sample } from './metrics.js';

type Values = readonly (readonly [
  labels: Readonly<Record<string, string>>,
  value: number,
  suffix?: string,
])[];

/** Shows the policies around remote calls under the names that Resilience4j gives them in Micrometer. */
export function watchResilience(metrics: Metrics, resilience: ResilienceRegistry): void {
  const show = (
    type: 'counter' | 'gauge' | 'summary',
    name: string,
    help: string,
    values: (policy: MethodPolicy) => Values,
  ): void =>
    metrics.samples(type, `resilience4j_${name}`, help, function* (): Iterable<Sample> {
      for (const policy of resilience.policies) {
        for (const [labels, value, suffix = ''] of values(policy)) {
          yield { labels: { name: policy.name, ...labels }, value, suffix };
        }
      }
    });

  show('gauge', 'circuitbreaker_state', '1 for the state the circuit breaker is in', ({ circuitBreaker }) => {
    const { state } = circuitBreaker;
    return CIRCUIT_BREAKER_STATES.map((each) => [{ state: each.toLowerCase() }, Number(each === state)]);
  });
  show('summary', 'circuitbreaker_calls_seconds', 'Calls that were let through', ({ circuitBreaker }) =>
    CALL_KINDS.flatMap((kind): Values => {
      const { count, seconds } = circuitBreaker.totals.of(kind);
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
    ({ circuitBreaker }) => [[{ kind: 'not_permitted' }, circuitBreaker.totals.notPermitted]],
  );
  show(
    'gauge',
    'circuitbreaker_failure_rate',
    'Percentage of failed calls, -1 for too few',
    ({ circuitBreaker }) => [[{}, circuitBreaker.status.failureRate]],
  );
  show(
    'gauge',
    'circuitbreaker_slow_call_rate',
    'Percentage of slow calls, -1 for too few',
    ({ circuitBreaker }) => [[{}, circuitBreaker.status.slowCallRate]],
  );
  show('gauge', 'circuitbreaker_buffered_calls', 'Calls within the sliding window', ({ circuitBreaker }) => {
    const { total, failed } = circuitBreaker.status;
    return [
      [{ kind: 'successful' }, total - failed],
      [{ kind: 'failed' }, failed],
    ];
  });
  show('gauge', 'circuitbreaker_slow_calls', 'Slow calls within the sliding window', ({ circuitBreaker }) => {
    const { slow, slowFailed } = circuitBreaker.status;
    return [
      [{ kind: 'successful' }, slow - slowFailed],
      [{ kind: 'failed' }, slowFailed],
    ];
  });
  show(
    'counter',
    'retry_calls_total',
    'Calls by how they ended and whether they were repeated',
    ({ retry }) => Object.entries(retry.totals).map(([kind, count]) => [{ kind }, count]),
  );
  show('gauge', 'ratelimiter_available_permissions', 'Calls that may begin now', ({ rateLimiter }) => {
    const { availablePermissions } = rateLimiter;
    return availablePermissions === undefined ? [] : [[{}, availablePermissions]];
  });
  show('gauge', 'ratelimiter_waiting_threads', 'Calls that wait for their turn', ({ rateLimiter }) => [
    [{}, rateLimiter.waiting],
  ]);
  show('counter', 'timelimiter_calls_total', 'Attempts by how they ended', ({ timeLimiter }) =>
    Object.entries(timeLimiter.totals).map(([kind, count]) => [{ kind }, count]),
  );
  show('gauge', 'bulkhead_available_concurrent_calls', 'Further calls there may be now', ({ bulkhead }) => [
    [{}, bulkhead.availableConcurrentCalls],
  ]);
  show('gauge', 'bulkhead_max_allowed_concurrent_calls', 'Calls there may be at once', ({ bulkhead }) => [
    [{}, bulkhead.maxAllowedConcurrentCalls],
  ]);
}
