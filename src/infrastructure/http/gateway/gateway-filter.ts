import type { Exchange } from './exchange.js';

/**
 * Sees to a request: resolves once it is answered (or its client has gone).
 * What it throws becomes a problem document, unless an answer has begun.
 */
export type GatewayHandler = (exchange: Exchange) => Promise<void>;

/**
 * A step on the way of a request, made once for each route: takes what comes after it and gives what does both. A filter
 * may refuse (throw an `HttpError`), change the request (`exchange.headers`, `exchange.targetPath`), ask to change the
 * answer (`exchange.editAnswer`) or look at how it ended (after `await next(exchange)`).
 */
export type GatewayFilter = (next: GatewayHandler) => GatewayHandler;

/** The filters in the order that a request meets them, and the handler behind them, as one. */
export function chain(filters: readonly GatewayFilter[], handler: GatewayHandler): GatewayHandler {
  return filters.reduceRight((next, filter) => filter(next), handler);
}
