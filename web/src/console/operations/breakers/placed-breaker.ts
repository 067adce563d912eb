import type { CircuitBreaker, Overview } from '../../../api/dtos.js';

/** A circuit breaker and the instance whose it is: each instance has its own. */
export interface PlacedBreaker extends CircuitBreaker {
  readonly service: string;
  readonly instance: string;
}

/** The circuit breakers of all instances, those that are not closed first. */
export function breakersOf({ services }: Overview): PlacedBreaker[] {
  const all = services.flatMap(({ service, instances }) =>
    instances.flatMap(({ instance, standing }) =>
      (standing?.circuitBreakers ?? []).map((breaker) => ({ ...breaker, service, instance })),
    ),
  );
  return [...all.filter(({ state }) => state !== 'CLOSED'), ...all.filter(({ state }) => state === 'CLOSED')];
}
