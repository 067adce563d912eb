import { INSTANCE_STATUSES } from '../../infrastructure/discovery/eureka/instance-status.js';
import type { Metrics } from '../../infrastructure/telemetry/metrics.js';
import type { InstanceRegistry } from './leases/instance-registry.js';

/** Shows who is registered and whether the registry protects itself. */
export function watchRegistry(metrics: Metrics, registry: InstanceRegistry): void {
  metrics.gauge('registry_instances', 'Registered instances by status', () => {
    const { leases } = registry;
    return INSTANCE_STATUSES.map(
      (status) => [status, leases.filter(({ instance }) => instance.status === status).length] as const,
    );
  });
  metrics.gauge(
    'registry_renewing_instances',
    'Instances that ought to renew their lease, and those that do',
    () => {
      const { expected, renewing } = registry.balance();
      return [
        ['expected', expected],
        ['renewing', renewing],
      ];
    },
  );
  metrics.gauge('registry_self_preservation', '1 while nobody is evicted because too few renew', () => [
    ['active', registry.balance().preserving ? 1 : 0],
  ]);
}
