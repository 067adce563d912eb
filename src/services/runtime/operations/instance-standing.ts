import type { ProcessorStatus } from '../../../application/event-processor/processor-status.js';
import { circuitBreakerView } from '../../../infrastructure/http/actuator/circuit-breaker-view.js';
import type {
  CheckDto,
  InstanceDto,
} from '../../../infrastructure/http/contracts/operations/instance-dtos.js';
import type { ReadinessCheck } from '../../../infrastructure/http/server/operations-router.js';
import type { CircuitBreaker } from '../../../infrastructure/resilience/circuit-breaker/circuit-breaker.js';
import type { RecentRequests } from '../../../infrastructure/telemetry/recent-requests.js';

/** What an instance knows of itself. */
export interface StandingParts {
  readonly service: string;
  readonly instance: string;
  readonly checks: readonly ReadinessCheck[];
  readonly processors: () => readonly ProcessorStatus[];
  readonly circuitBreakers: () => Iterable<CircuitBreaker>;
  readonly recent: Pick<RecentRequests, 'rates'>;
}

/** How this process stands. */
export async function instanceStanding(parts: StandingParts): Promise<InstanceDto> {
  const checks = await Promise.all(
    parts.checks.map(async ({ name, check }): Promise<CheckDto> => {
      const problem = await check();
      return { name, status: problem === undefined ? 'up' : 'down', problem: problem ?? null };
    }),
  );
  const dispensable = new Set(parts.checks.filter((one) => one.dispensable === true).map(({ name }) => name));
  return {
    service: parts.service,
    instance: parts.instance,
    startedAt: new Date(Date.now() - process.uptime() * 1_000).toISOString(),
    pid: process.pid,
    node: process.version,
    memoryBytes: process.memoryUsage.rss(),
    ready: checks.every(({ name, status }) => status === 'up' || dispensable.has(name)),
    checks,
    requests: parts.recent.rates,
    processors: parts.processors().map(({ appliedPosition, ...status }) => ({
      ...status,
      position: appliedPosition?.toString() ?? null,
    })),
    circuitBreakers: Array.from(parts.circuitBreakers(), circuitBreakerView),
  };
}
