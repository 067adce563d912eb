import { Gauge, Histogram, type Metric, Registry, collectDefaultMetrics } from 'prom-client';
import type { ServedRequest } from '../http/server/server-hooks.js';
import { RecentRequests } from './recent-requests.js';

/** Upper bounds in seconds: a command takes milliseconds, a wait for a read model up to two seconds. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** One value of a metric: `suffix` follows the metric's name, as in `_count` of a summary. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  readonly suffix?: string;
}

/** The metrics of one process, in Prometheus' format. */
export class Metrics {
  readonly registry = new Registry();
  /** The calls of the last minute. */
  readonly recent = new RecentRequests();
  readonly #requests: Histogram<'method' | 'route' | 'status'>;

  constructor(service: string) {
    this.registry.setDefaultLabels({ service });
    // The default of 10 ms would wake an idle process a hundred times a second.
    collectDefaultMetrics({ register: this.registry, eventLoopMonitoringPrecision: 100 });
    this.#requests = new Histogram({
      name: 'http_server_request_duration_seconds',
      help: 'Time from the first byte of a request to the end of its answer',
      labelNames: ['method', 'route', 'status'],
      buckets: BUCKETS,
      registers: [this.registry],
    });
  }

  /** Counts a request. */
  served({ method, route, status, seconds }: ServedRequest): void {
    this.recent.served({ route, status, seconds });
    this.#requests.observe({ method, route, status: String(status) }, seconds);
  }

  /** A gauge whose values, by the label `name`, are read when somebody asks for the metrics. */
  gauge(name: string, help: string, values: () => Iterable<readonly [string, number]>): void {
    const gauge: Gauge<'name'> = new Gauge({
      name,
      help,
      labelNames: ['name'],
      registers: [this.registry],
      collect() {
        for (const [label, value] of values()) gauge.set({ name: label }, value);
      },
    });
  }

  /** A metric of any labels whose values are kept elsewhere and read when somebody asks for the metrics. */
  samples(
    type: 'counter' | 'gauge' | 'summary',
    name: string,
    help: string,
    read: () => Iterable<Sample>,
  ): void {
    const metric = {
      name,
      get: async () => ({
        name,
        help,
        type,
        aggregator: 'sum',
        values: Array.from(read(), ({ suffix = '', ...sample }) => ({
          ...sample,
          metricName: `${name}${suffix}`,
        })),
      }),
    };
    this.registry.registerMetric(metric as unknown as Metric);
  }

  /** What `/metrics` answers. */
  async text(): Promise<{ contentType: string; text: string }> {
    return { contentType: this.registry.contentType, text: await this.registry.metrics() };
  }
}
