import { SpanStatusCode } from '@opentelemetry/api';
import {
  InMemorySpanExporter,
  ParentBasedSampler,
  SimpleSpanProcessor,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { OpenTelemetryTracer } from '../../../src/infrastructure/telemetry/tracing/open-telemetry-tracer.js';

/** A span that has ended. */
export interface RecordedSpan {
  readonly name: string;
  readonly kind: number;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentId: string | undefined;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Why it has failed; undefined when it has not. */
  readonly failure: string | undefined;
}

/** A real tracer whose spans stay in memory. */
export class RecordedSpans {
  readonly #exporter = new InMemorySpanExporter();
  readonly tracer: OpenTelemetryTracer;

  /** @param ratio of the traces that begin here, how many are recorded */
  constructor(ratio = 1) {
    const provider = new TracerProvider({
      sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
      spanProcessors: [new SimpleSpanProcessor({ exporter: this.#exporter })],
    });
    this.tracer = new OpenTelemetryTracer(provider.getTracer('tests'));
  }

  /** In the order in which they ended. */
  get all(): RecordedSpan[] {
    return this.#exporter.getFinishedSpans().map((span) => ({
      name: span.name,
      kind: span.kind,
      traceId: span.spanContext().traceId,
      spanId: span.spanContext().spanId,
      parentId: span.parentSpanContext?.spanId,
      attributes: span.attributes,
      failure: span.status.code === SpanStatusCode.ERROR ? span.status.message : undefined,
    }));
  }

  /** The only one of this name. */
  named(name: string): RecordedSpan {
    const found = this.all.filter((span) => span.name === name);
    if (found.length !== 1)
      throw new Error(`${found.length} spans are named ${name}: ${this.names.join(', ')}`);
    return found[0]!;
  }

  get names(): string[] {
    return this.all.map(({ name }) => name);
  }
}

/** A caller's `traceparent`. */
export const CALLER = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
export const CALLER_TRACE = '0af7651916cd43dd8448eb211c80319c';
export const CALLER_SPAN = 'b7ad6b7169203331';
/** The same, of a trace that is not recorded. */
export const UNSAMPLED_CALLER = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00';

/** The `traceparent` of what a span leads to. */
export function traceparentOfSpan({ traceId, spanId }: RecordedSpan): string {
  return `00-${traceId}-${spanId}-01`;
}
