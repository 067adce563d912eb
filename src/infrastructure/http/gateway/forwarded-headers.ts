import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { CAUSATION_ID, COMMAND_ID } from '../contract/internal-headers.js';
import type { RequestContext } from '../server/request-context.js';

/** RFC 9110 §7.6.1, and what only concerns one connection by custom. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
]);

/** What the outside must not be able to say. */
const OURS = new Set([
  'x-forwarded-for',
  'x-forwarded-proto',
  'x-forwarded-host',
  CAUSATION_ID,
  COMMAND_ID,
  'forwarded',
]);

/** The headers that a service gets: the client's own, and where the request came from. */
export function forwardedHeaders(
  { headers, socket }: IncomingMessage,
  context: RequestContext,
  bodyLength: number | undefined,
): Record<string, string | string[]> {
  const forwarded = endToEnd(headers);
  for (const name of OURS) delete forwarded[name];
  delete forwarded['content-length'];
  if (bodyLength !== undefined) forwarded['content-length'] = String(bodyLength);
  return {
    ...forwarded,
    'x-forwarded-for': socket.remoteAddress ?? 'unknown',
    'x-forwarded-proto': 'http',
    'x-forwarded-host': headers.host ?? '',
    'x-request-id': context.requestId,
    traceparent: context.trace.traceparent,
  };
}

/** The headers that the client gets of a service's answer. */
export function answeredHeaders(headers: IncomingHttpHeaders, context: RequestContext): OutgoingHttpHeaders {
  return { ...endToEnd(headers), 'x-request-id': context.requestId };
}

function endToEnd(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  const named = (headers.connection ?? '').toLowerCase().split(',');
  const dropped = new Set(named.map((name) => name.trim()));
  const kept: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !HOP_BY_HOP.has(name) && !dropped.has(name)) kept[name] = value;
  }
  return kept;
}
