import type { ResilienceRegistry } from '../resilience/resilience-registry.js';
import { watchCircuitBreakers } from './circuit-breaker-metrics.js';
import type { Metrics } from './metrics.js';
import { namedSamples } from './named-samples.js';

/** Shows the policies around remote calls under the names that Resilience4j gives them in Micrometer. */
export function watchResilience(metrics: Metrics, resilience: ResilienceRegistry): void {
  const policies = () => resilience.policies;
  watchCircuitBreakers(metrics, () => Array.from(policies(), ({ circuitBreaker }) => circuitBreaker));
  const show = namedSamples(metrics, policies);
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
