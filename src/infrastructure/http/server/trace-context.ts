import { randomHex } from './random-hex.js';

const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const ZEROS = /^0+$/;

/** The W3C trace context of one request within this process. */
export interface TraceContext {
  /** 32 hexadecimal digits: the same over all services. */
  readonly traceId: string;
  /** The header for what this request causes: same trace, a span of its own. */
  readonly traceparent: string;
}

/** Continues the caller's trace (W3C Trace Context level 1), or begins one when the header is missing or malformed. */
export function traceContext(traceparent: string | undefined): TraceContext {
  const match = traceparent === undefined ? null : TRACEPARENT.exec(traceparent);
  const [, version = 'ff', caller = '', parent = '', flags = '01', more] = match ?? [];
  const valid = version !== 'ff' && !ZEROS.test(caller) && !ZEROS.test(parent) && !(version === '00' && more);
  const traceId = valid ? caller : randomHex(16);
  return { traceId, traceparent: `00-${traceId}-${randomHex(8)}-${valid ? flags : '01'}` };
}

/** A trace id in the form of a UUID: the correlation id of everything the trace leads to. */
export function correlationIdOf(traceId: string): string {
  return `${traceId.slice(0, 8)}-${traceId.slice(8, 12)}-${traceId.slice(12, 16)}-${traceId.slice(16, 20)}-${traceId.slice(20)}`;
}

/** A `traceparent` that continues the business transaction of `correlationId` (a UUID). */
export function traceparentOf(correlationId: string): string {
  return `00-${correlationId.replaceAll('-', '').toLowerCase()}-${randomHex(8)}-01`;
}
