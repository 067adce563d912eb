import { Counter, Gauge } from 'prom-client';
import type { Balancer } from '../load-balancing/balancer.js';
import type { Metrics } from './metrics.js';

/**
 * Shows what a balancer knows about its instances.
 * @returns what counts a retry, or one that was not permitted for want of budget
 */
export function balancingMetrics(
  { registry }: Metrics,
  balancer: Balancer,
): (target: string, permitted: boolean) => void {
  const gauge = (name: string, help: string): Gauge<'target' | 'instance'> =>
    new Gauge({ name, help, labelNames: ['target', 'instance'], registers: [registry] });
  const inFlight = gauge('load_balancer_requests_in_flight', 'Requests under way to an instance');
  const latency = gauge('load_balancer_latency_seconds', 'How fast an instance answers (peak EWMA)');
  const isOut = gauge('load_balancer_instance_out', 'Whether an instance is left out: 1 or 0');
  Object.assign(inFlight, {
    collect() {
      for (const one of [inFlight, latency, isOut]) one.reset();
      for (const { service, instanceId, ...status } of balancer.status()) {
        const labels = { target: service, instance: instanceId };
        inFlight.set(labels, status.inFlight);
        latency.set(labels, status.latencyMs / 1000);
        isOut.set(labels, Number(status.out));
      }
    },
  });
  const retries = new Counter({
    name: 'gateway_retries_total',
    help: 'Requests that were sent again, and those that were not for want of budget',
    labelNames: ['target', 'outcome'],
    registers: [registry],
  });
  return (target, permitted) => retries.inc({ target, outcome: permitted ? 'sent' : 'over-budget' });
}
