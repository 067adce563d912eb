import type {
  CircuitBreaker,
  Instance,
  InstanceOverview,
  Overview,
  ServiceOverview,
  ServiceStanding,
} from '../../../src/api/dtos.js';

/** An instance that is well, with what is said otherwise. */
export function instanceStanding(changes: Partial<Instance> = {}): Instance {
  return {
    service: 'order-service',
    instance: 'order-service-1',
    startedAt: '2026-01-31T09:12:00.000Z',
    pid: 1,
    node: 'v20.20.0',
    memoryBytes: 1,
    ready: true,
    checks: [{ name: 'mongodb', status: 'up', problem: null }],
    requests: { perSecond: 2, errorsPerSecond: 0, p50Ms: 1, p95Ms: 20, p99Ms: 30, overSeconds: 60 },
    processors: [],
    circuitBreakers: [],
    ...changes,
  };
}

/** How an instance is that was asked, with what is said otherwise. */
export function instanceOverview(changes: Partial<InstanceOverview> = {}): InstanceOverview {
  return {
    instance: 'order-service-1',
    url: 'http://127.0.0.1:8083',
    registered: 'UP',
    since: '2026-01-31T09:12:00.000Z',
    status: 'up',
    problem: null,
    standing: instanceStanding(),
    ...changes,
  };
}

/** A service that is well, with what is said otherwise. */
export function serviceOverview(changes: Partial<ServiceOverview> = {}): ServiceOverview {
  return {
    service: 'order-service',
    status: 'up',
    instances: [instanceOverview()],
    standing: serviceStanding(),
    ...changes,
  };
}

/** What a service says in which nothing waits, with what is said otherwise. */
export function serviceStanding(changes: Partial<ServiceStanding> = {}): ServiceStanding {
  return {
    service: 'order-service',
    projections: { total: 2, live: 2, rebuilding: 0, paused: 0, lagMs: 0 },
    processes: { waiting: 0, overdue: 0 },
    deadLetters: { keys: 0, events: 0 },
    ...changes,
  };
}

/** A shop of these services. */
export function overviewOf(services: readonly ServiceOverview[], changes: Partial<Overview> = {}): Overview {
  return {
    at: '2026-01-31T12:00:00.000Z',
    registry: { status: 'up', urls: [] },
    configServer: { status: 'up' },
    services,
    ...changes,
  };
}

/** A circuit breaker in a state. */
export function breaker(name: string, state: CircuitBreaker['state']): CircuitBreaker {
  return {
    name,
    state,
    failureRate: null,
    slowCallRate: null,
    bufferedCalls: 0,
    failedCalls: 0,
    notPermittedCalls: 0,
  };
}
