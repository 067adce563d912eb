import type { CircuitBreaker, Permit } from '../../../resilience/circuit-breaker/circuit-breaker.js';
import { CallRejectedError } from '../../../resilience/call-rejected-error.js';
import { HttpError, unavailable } from '../../problems/http-error.js';
import type { Exchange } from '../exchange.js';
import type { GatewayFilter, GatewayHandler } from '../gateway-filter.js';
import { argumentsOf, type Shortcut } from '../routing/shortcut.js';

/** What a breaker's filter is made with. */
export interface BreakerContext {
  /** The breaker of this name; the same one after routes have been made anew. */
  readonly breaker: (name: string) => CircuitBreaker;
  /** Answers from another path, as if the client had asked for that. */
  readonly redirect: (exchange: Exchange, path: string) => Promise<void>;
}

/**
 * `CircuitBreaker=orders` or `CircuitBreaker=orders,forward:/sorry`: refuses requests while too many of the route's fail.
 * What is refused, or fails before an answer has begun, is answered from the fallback path, else with a problem document.
 * Answers of 5xx count as failures, those of 4xx not at all.
 */
export function circuitBreaker(shortcut: Shortcut, { breaker, redirect }: BreakerContext): GatewayFilter {
  const [name = '', target = ''] = argumentsOf(shortcut, 1, 2);
  if (!/^[\w.-]+$/.test(name)) throw new RangeError(`no name of a circuit breaker: ${name}`);
  if (target !== '' && !/^forward:\/\S*$/.test(target))
    throw new RangeError(`no fallback forward:/path: ${target}`);
  const fallback = target.slice('forward:'.length);
  return (next) => {
    const own = breaker(name);
    return async (exchange) => {
      try {
        await guarded(own, next, exchange);
      } catch (error) {
        const isOurs = error instanceof HttpError && error.status < 500;
        if (isOurs || fallback === '' || exchange.isRedirected || exchange.response.headersSent) throw error;
        exchange.isRedirected = true;
        await redirect(exchange, fallback);
      }
    };
  };
}

async function guarded(breaker: CircuitBreaker, next: GatewayHandler, exchange: Exchange): Promise<void> {
  const permit = permitOf(breaker);
  try {
    await next(exchange);
  } catch (error) {
    const isFailure = !(error instanceof HttpError) || error.status >= 500;
    permit.ended(isFailure ? 'failed' : 'ignored', error);
    throw error;
  }
  const { response } = exchange;
  const status = response.headersSent ? response.statusCode : 0;
  permit.ended(status >= 500 ? 'failed' : status === 0 || status >= 400 ? 'ignored' : 'successful');
}

function permitOf(breaker: CircuitBreaker): Permit {
  try {
    return breaker.acquire();
  } catch (error) {
    if (!(error instanceof CallRejectedError)) throw error;
    const seconds = Math.max(1, Math.ceil((error.retryAfterMs ?? 0) / 1000));
    throw unavailable('circuit-open', 'Too many requests of this kind fail at present', error, seconds);
  }
}
