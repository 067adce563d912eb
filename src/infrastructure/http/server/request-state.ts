import type { Request } from 'express';
import { RequestContext } from './request-context.js';
import type { TraceContext } from './trace-context.js';

const contexts = new WeakMap<object, RequestContext>();

/** The context of an express request, made from its headers (and its `trace`, if that has begun) on first use. */
export function contextOf(request: Request, trace?: TraceContext): RequestContext {
  let context = contexts.get(request);
  if (context === undefined) {
    context = RequestContext.of(request.headers, request.socket.remoteAddress, trace);
    contexts.set(request, context);
  }
  return context;
}

/** The path a client asked for, without the query. */
export function pathOf(request: Request): string {
  const end = request.originalUrl.indexOf('?');
  return end === -1 ? request.originalUrl : request.originalUrl.slice(0, end);
}
