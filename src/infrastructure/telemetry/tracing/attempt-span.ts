import type { IncomingHttpHeaders } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Dispatcher } from 'undici';
import type { Span, SpanEnd } from '../../../application/tracer.js';

/** Sees how a request to an instance goes, for its span, and hands everything on to who made it. */
export class AttemptSpan implements Dispatcher.DispatchHandler {
  #status: number | undefined;
  #ended = false;

  constructor(
    private readonly span: Span,
    private readonly handler: Dispatcher.DispatchHandler,
  ) {}

  onRequestStart(controller: Dispatcher.DispatchController, context: unknown): void {
    this.handler.onRequestStart?.(controller, context);
  }

  onRequestUpgrade(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
    socket: Duplex,
  ): void {
    this.#status = status;
    this.#end();
    this.handler.onRequestUpgrade?.(controller, status, headers, socket);
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
    statusMessage?: string,
  ): void {
    this.#status = status;
    this.handler.onResponseStart?.(controller, status, headers, statusMessage);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.handler.onResponseData?.(controller, chunk);
  }

  onResponseEnd(controller: Dispatcher.DispatchController, trailers: IncomingHttpHeaders): void {
    this.#end();
    this.handler.onResponseEnd?.(controller, trailers);
  }

  onResponseError(controller: Dispatcher.DispatchController, error: Error): void {
    this.#end(error);
    this.handler.onResponseError?.(controller, error);
  }

  #end(error?: Error): void {
    if (this.#ended) return;
    this.#ended = true;
    const status = this.#status;
    const end: SpanEnd = status === undefined ? {} : { attributes: { 'http.response.status_code': status } };
    const isError = error !== undefined || (status ?? 0) >= 400;
    this.span.end(isError ? { ...end, error: error ?? `answered ${status}` } : end);
  }
}
