import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
  type Span as OpenTelemetrySpan,
  type Tracer as OpenTelemetryApi,
} from '@opentelemetry/api';
import { parseTraceParent } from '@opentelemetry/core';
import type { Span, SpanEnd, SpanStart, Tracer } from '../../../application/tracer.js';

const KINDS: Readonly<Record<SpanStart['kind'], SpanKind>> = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
  internal: SpanKind.INTERNAL,
};

/** Records spans through OpenTelemetry. Parents are told, never taken from the context of asynchronous calls. */
export class OpenTelemetryTracer implements Tracer {
  constructor(private readonly api: OpenTelemetryApi) {}

  begin({ name, kind, traceparent, attributes }: SpanStart): Span {
    const parent = traceparent === undefined ? null : parseTraceParent(traceparent);
    const context =
      parent === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, { ...parent, isRemote: true });
    return new SpanInProgress(this.api.startSpan(name, { kind: KINDS[kind], attributes }, context));
  }
}

class SpanInProgress implements Span {
  readonly traceId: string;
  readonly traceparent: string;

  constructor(private readonly span: OpenTelemetrySpan) {
    const { traceId, spanId, traceFlags } = span.spanContext();
    const isSampled = (traceFlags & TraceFlags.SAMPLED) !== 0;
    this.traceId = traceId;
    this.traceparent = `00-${traceId}-${spanId}-${isSampled ? '01' : '00'}`;
  }

  end({ name, error, attributes }: SpanEnd = {}): void {
    const { span } = this;
    if (span.isRecording()) {
      if (name !== undefined) span.updateName(name);
      if (attributes !== undefined) span.setAttributes(attributes);
      if (error !== undefined) {
        span.setAttribute('error.type', error instanceof Error ? error.name : 'error');
        span.setStatus({ code: SpanStatusCode.ERROR, message: messageOf(error) });
      }
    }
    span.end();
  }
}

function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message === '' ? 'failed' : message;
}
