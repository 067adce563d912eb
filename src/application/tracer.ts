/** What a span stands for, in the words of OpenTelemetry: `producer` and `consumer` are the two sides of an event. */
export type SpanKind = 'server' | 'client' | 'producer' | 'consumer' | 'internal';

/** What else is known of a span. Nothing personal and nothing secret: whoever reads traces reads it. */
export type SpanAttributes = Readonly<Record<string, string | number>>;

/** A span as it begins. */
export interface SpanStart {
  /** One of few: no ids in it. */
  readonly name: string;
  readonly kind: SpanKind;
  /** W3C `traceparent` of what it is done for; without a valid one a trace begins. */
  readonly traceparent?: string | undefined;
  readonly attributes?: SpanAttributes;
}

/** What is known of a span only when it ends. */
export interface SpanEnd {
  /** In place of the name it began with. */
  readonly name?: string;
  /** Why it has failed; undefined when it has not. */
  readonly error?: unknown;
  readonly attributes?: SpanAttributes;
}

/** One step of a trace, from its beginning to its end. One that is never ended is not recorded. */
export interface Span {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** W3C `traceparent` for all that is done within it, or that it leads to later. */
  readonly traceparent: string;
  /** To be called once. */
  end(end?: SpanEnd): void;
}

/**
 * Records what was done for whom, and how long it took, over all services. What causes what is told by `traceparent`, as
 * commands, events and requests carry it anyway. Whoever takes a tracer must do without: there is one only when traces
 * are wanted.
 */
export interface Tracer {
  /** Begins a span. Takes no time worth mentioning and never throws. */
  begin(start: SpanStart): Span;
}
