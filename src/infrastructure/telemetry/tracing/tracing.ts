import type { Tracer } from '../../../application/tracer.js';
import type { ExportObserver } from './watched-exporter.js';

/** The traces of one process. */
export interface Tracing {
  /** Undefined when no traces are wanted. */
  readonly tracer: Tracer | undefined;
  /** Sends what has not been sent, within two seconds. */
  stop(): Promise<void>;
}

/** Whose traces go where. */
export interface TracingOptions {
  /** For example `order-service`. */
  readonly service: string;
  readonly instance: string;
  /** `http://host:9411`; empty when no traces are wanted. */
  readonly zipkinUrl: string;
  /** How many of the traces that begin here are recorded, from 0 to 1; one that comes from elsewhere was decided there. */
  readonly sampleRatio: number;
  /** How long an ended span may wait for company, in milliseconds. Default 1,000. */
  readonly batchDelayMs?: number;
  readonly observer: ExportObserver;
}

const OFF: Tracing = { tracer: undefined, stop: async () => undefined };

/** Begins to record traces where they are wanted; nothing that this takes is even loaded else. */
export async function startTracing(options: TracingOptions): Promise<Tracing> {
  if (options.zipkinUrl === '') return OFF;
  const { ZipkinTracing } = await import('./zipkin-tracing.js');
  return new ZipkinTracing(options);
}
