import { DomainError } from '../domain/domain-error.js';
import type { SpanEnd, SpanStart, Tracer } from './tracer.js';

/**
 * Does `work` within a span. That a rule of the domain refuses something is no failure of the software: the span then says
 * which rule.
 * @param work gets the `traceparent` of the span, for what it does
 * @throws what `work` throws
 */
export async function traced<Result>(
  tracer: Tracer,
  start: SpanStart,
  work: (traceparent: string) => Promise<Result>,
): Promise<Result> {
  const span = tracer.begin(start);
  try {
    const result = await work(span.traceparent);
    span.end();
    return result;
  } catch (error) {
    span.end(failureOf(error));
    throw error;
  }
}

function failureOf(error: unknown): SpanEnd {
  return error instanceof DomainError ? { attributes: { 'webstore.refusal': error.code } } : { error };
}
