import { traceContext, type TraceContext } from '../server/trace-context.js';
import type { HeaderList } from './header-list.js';

const B3_SINGLE = /^([0-9a-f]{16}|[0-9a-f]{32})-([0-9a-f]{16})(?:-([01d])(?:-[0-9a-f]{16})?)?$/;
const B3_TRACE_ID = /^(?:[0-9a-f]{16}|[0-9a-f]{32})$/;
const B3_SPAN_ID = /^[0-9a-f]{16}$/;
const MAX_TRACESTATE = 512;

type Fields = Readonly<Record<string, string | undefined>>;

/** The trace of a request at the gateway. */
export interface Trace extends TraceContext {
  /** W3C `tracestate` of the caller, handed on unread. */
  readonly tracestate: string | undefined;
  /** Whether the caller spoke b3 in several header fields. */
  readonly severalFields: boolean;
}

/**
 * Continues the caller's trace: W3C `traceparent` comes first, then b3 in one field, then b3 in several
 * (https://github.com/openzipkin/b3-propagation); else a trace begins here.
 * @param begin makes the ids of the request itself, given the caller's `traceparent`
 */
export function traceOf(
  fields: Fields,
  begin: (traceparent: string | undefined) => TraceContext = traceContext,
): Trace {
  const { traceparent, tracestate } = fields;
  const { traceId, traceparent: own } = begin(traceparent ?? fromSingle(fields['b3']) ?? fromSeveral(fields));
  const isContinued = traceparent !== undefined && traceparent.includes(traceId);
  const isKept = isContinued && tracestate !== undefined && tracestate.length <= MAX_TRACESTATE;
  return {
    traceId,
    traceparent: own,
    tracestate: isKept ? tracestate : undefined,
    severalFields: fields['x-b3-traceid'] !== undefined,
  };
}

/** Adds the fields by which a service continues the trace: W3C and b3 in one field, b3 in several for who spoke so. */
export function propagate(trace: Trace, headers: HeaderList): void {
  const { traceparent, traceId } = trace;
  const spanId = traceparent.slice(36, 52);
  const sampled = traceparent.endsWith('1') ? '1' : '0';
  headers.add('traceparent', traceparent);
  if (trace.tracestate !== undefined) headers.add('tracestate', trace.tracestate);
  headers.add('b3', `${traceId}-${spanId}-${sampled}`);
  if (!trace.severalFields) return;
  headers.add('x-b3-traceid', traceId);
  headers.add('x-b3-spanid', spanId);
  headers.add('x-b3-sampled', sampled);
}

function fromSingle(b3: string | undefined): string | undefined {
  const match = b3 === undefined ? null : B3_SINGLE.exec(b3);
  return match === null ? undefined : traceparentOf(match[1] ?? '', match[2] ?? '', match[3] !== '0');
}

function fromSeveral(fields: Fields): string | undefined {
  if (fields['x-b3-traceid'] === undefined) return undefined;
  const traceId = fields['x-b3-traceid'] ?? '';
  const spanId = fields['x-b3-spanid'] ?? '';
  if (!B3_TRACE_ID.test(traceId) || !B3_SPAN_ID.test(spanId)) return undefined;
  const sampled = fields['x-b3-sampled'] !== '0' || fields['x-b3-flags'] === '1';
  return traceparentOf(traceId, spanId, sampled);
}

function traceparentOf(traceId: string, spanId: string, sampled: boolean): string {
  return `00-${traceId.padStart(32, '0')}-${spanId}-${sampled ? '01' : '00'}`;
}
