import type { ProcessorStatus } from '../../application/event-processor/processor-status.js';
import type { Metrics } from '../../infrastructure/telemetry/metrics.js';

/** Shows how far projections and processes are behind the event store. */
export function watchProgress(metrics: Metrics, statuses: () => readonly ProcessorStatus[]): void {
  const gauge = (name: string, help: string, value: (status: ProcessorStatus) => number): void => {
    metrics.gauge(name, help, () => statuses().map((status) => [status.handler, value(status)] as const));
  };
  gauge(
    'event_processor_lag_seconds',
    'Age of the oldest event not handled yet',
    ({ lagMs }) => lagMs / 1000,
  );
  gauge('event_processor_in_flight', 'Events that are being handled', ({ inFlight }) => inFlight);
  gauge('event_processor_parked_keys', 'Keys put aside as dead letters', ({ parkedKeys }) => parkedKeys);
  gauge('event_processor_leading', '1 where this instance does the work', ({ role }) =>
    role === 'leading' ? 1 : 0,
  );
}
