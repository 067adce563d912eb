import { setTimeout as delay } from 'node:timers/promises';
import { ZipkinExporter } from '@opentelemetry/exporter-zipkin';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { Tracer } from '../../../application/tracer.js';
import { OpenTelemetryTracer } from './open-telemetry-tracer.js';
import type { Tracing, TracingOptions } from './tracing.js';
import { WatchedExporter } from './watched-exporter.js';

/** What waits to be sent is bounded: spans beyond that are lost, rather than memory. */
const BATCHES = { maxQueueSize: 4_096, maxExportBatchSize: 512, exportTimeoutMillis: 3_000 };

/** How long the last spans may take when the process ends. */
const STOP_BOUND_MS = 1_500;

/** Traces in Zipkin's own format, version 2, sent in batches beside the work. */
export class ZipkinTracing implements Tracing {
  readonly tracer: Tracer;
  readonly #provider: TracerProvider;

  constructor({ service, instance, zipkinUrl, sampleRatio, batchDelayMs, observer }: TracingOptions) {
    const exporter = new ZipkinExporter({ url: `${zipkinUrl.replace(/\/+$/, '')}/api/v2/spans` });
    this.#provider = new TracerProvider({
      resource: resourceFromAttributes({ 'service.name': service, 'service.instance.id': instance }),
      sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(sampleRatio) }),
      spanProcessors: [
        new BatchSpanProcessor({
          ...BATCHES,
          scheduledDelayMillis: batchDelayMs ?? 1_000,
          exporter: new WatchedExporter(exporter, observer),
        }),
      ],
    });
    this.tracer = new OpenTelemetryTracer(this.#provider.getTracer('webstore'));
  }

  async stop(): Promise<void> {
    const stopped = this.#provider.shutdown().catch(() => undefined);
    await Promise.race([stopped, delay(STOP_BOUND_MS, undefined, { ref: false })]);
  }
}
