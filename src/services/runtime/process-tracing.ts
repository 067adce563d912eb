import type { Logger } from '../../infrastructure/telemetry/logger.js';
import { startTracing, type Tracing } from '../../infrastructure/telemetry/tracing/tracing.js';
import type { RegisteredSettings } from './service-settings.js';

/** Begins the traces of a process as its settings want them, and logs when spans get lost. */
export function processTracing(
  service: string,
  { INSTANCE, ZIPKIN_URL, TRACE_SAMPLE_RATIO }: RegisteredSettings,
  logger: Logger,
): Promise<Tracing> {
  return startTracing({
    service,
    instance: INSTANCE,
    zipkinUrl: ZIPKIN_URL,
    sampleRatio: TRACE_SAMPLE_RATIO,
    observer: {
      away: (error) => logger.warn({ err: error }, 'Zipkin is away: spans are lost until it is back'),
      back: () => logger.info('Zipkin is there'),
    },
  });
}
