import { LRUCache } from 'lru-cache';
import { HttpError } from '../../problems/http-error.js';
import { clientNetwork } from '../../../security/client-network.js';
import type { GatewayFilter } from '../gateway-filter.js';
import { argumentsOf, wholeNumber, type Shortcut } from '../routing/shortcut.js';
import { TokenBucket } from './token-bucket.js';

/** Clients beyond these have not been seen for longest and begin anew. */
const CLIENTS = 10_000;

/**
 * `RequestRateLimiter=10,20`: each client address gets 10 requests a second on this route, and up to 20 at once.
 * @param now milliseconds of a monotonic clock
 */
export function requestRateLimiter(shortcut: Shortcut, now: () => number): GatewayFilter {
  const [rate = '', burst = rate] = argumentsOf(shortcut, 1, 2);
  const perSecond = wholeNumber(rate, 1, 1_000_000);
  const capacity = wholeNumber(burst, 1, 1_000_000);
  const buckets = new LRUCache<string, TokenBucket>({ max: CLIENTS });
  return (next) => (exchange) => {
    const client = clientNetwork(exchange.client.address);
    let bucket = buckets.get(client);
    if (bucket === undefined) buckets.set(client, (bucket = new TokenBucket(capacity, perSecond, now())));
    const waitMs = bucket.take(now());
    if (waitMs === 0) return next(exchange);
    const headers = { 'retry-after': String(Math.ceil(waitMs / 1000)) };
    throw new HttpError(429, 'rate-limit-exceeded', 'Too many requests; wait before the next', { headers });
  };
}
