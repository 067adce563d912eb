import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { LiveSettings } from '../../../configuration/live-settings.js';
import { HttpError } from '../../problems/http-error.js';
import type { Exchange } from '../exchange.js';
import { clientNetwork } from '../../../security/client-network.js';
import type { GatewayFilter } from '../gateway-filter.js';
import type { Allowance, RateLimitSettings } from './rate-limit-settings.js';

interface Limiters {
  readonly everything: RateLimiterMemory;
  readonly routes: ReadonlyMap<string, RateLimiterMemory>;
}

/**
 * Lets each client address make so many requests, over all and on some routes; counts begin anew when the settings change.
 * The refused learn when to come again; on a route with a limit of its own everybody learns what is left
 * (`RateLimit-*`, draft-ietf-httpapi-ratelimit-headers-06).
 */
export function rateLimits(settings: LiveSettings<RateLimitSettings>): GatewayFilter {
  let limiters = limitersOf(settings.current);
  settings.onChange((current) => (limiters = limitersOf(current)));
  return (next) => async (exchange) => {
    const { everything, routes } = limiters;
    const client = clientNetwork(exchange.client.address);
    await take(everything, client);
    const route = routes.get(`${exchange.method} ${exchange.route}`);
    if (route !== undefined) tell(exchange, route, await take(route, client));
    return next(exchange);
  };
}

async function take(limiter: RateLimiterMemory, client: string): Promise<RateLimiterRes> {
  try {
    return await limiter.consume(client);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const headers = {
      'retry-after': seconds(error),
      'ratelimit-limit': String(limiter.points),
      'ratelimit-remaining': '0',
      'ratelimit-reset': seconds(error),
    };
    throw new HttpError(429, 'rate-limit-exceeded', 'Too many requests; wait before the next', { headers });
  }
}

function tell(exchange: Exchange, limiter: RateLimiterMemory, left: RateLimiterRes): void {
  exchange.editAnswer((headers) => {
    if (headers.get('ratelimit-limit') !== undefined) return;
    headers.add('ratelimit-limit', String(limiter.points));
    headers.add('ratelimit-remaining', String(left.remainingPoints));
    headers.add('ratelimit-reset', seconds(left));
  });
}

function seconds({ msBeforeNext }: RateLimiterRes): string {
  return String(Math.max(1, Math.ceil(msBeforeNext / 1000)));
}

function limitersOf({ client, routes }: RateLimitSettings): Limiters {
  return {
    everything: limiterOf(client),
    routes: new Map(
      routes.map(({ method, path, ...allowance }) => [
        `${method} ${path.replaceAll(/\{\w*\}/g, '{}')}`,
        limiterOf(allowance),
      ]),
    ),
  };
}

function limiterOf({ requests, seconds: duration }: Allowance): RateLimiterMemory {
  return new RateLimiterMemory({ points: requests, duration });
}
