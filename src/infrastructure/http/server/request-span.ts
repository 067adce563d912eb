import type { SpanEnd } from '../../../application/tracer.js';
import type { ServedRequest } from './server-hooks.js';

/** Whether a request is worth a trace: what is asked for every few seconds to watch a process is not. */
export function isTraced(path: string): boolean {
  return !path.startsWith('/health/') && path !== '/metrics';
}

/**
 * How the span of a request ends. Named by the operation of the contract where there is one, else by method and route;
 * that a client is refused something (4xx) is not the server's failure.
 */
export function requestSpanEnd(
  { method, route, path, status }: Omit<ServedRequest, 'seconds' | 'traceId' | 'requestId'>,
  operation?: string,
): SpanEnd {
  const isRouted = route !== 'unknown';
  return {
    name: operation ?? (isRouted ? `${method} ${route}` : method),
    attributes: {
      'http.request.method': method,
      'url.path': path,
      ...(isRouted ? { 'http.route': route } : {}),
      'http.response.status_code': status,
    },
    ...(status >= 500 ? { error: `answered ${status}` } : {}),
  };
}
