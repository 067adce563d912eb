import type { Contract } from '../../infrastructure/http/contract/contract.js';
import type { GatewayFilter } from '../../infrastructure/http/gateway/gateway-filter.js';
import { checkTokens } from '../../infrastructure/http/gateway/security/check-tokens.js';
import { cors } from '../../infrastructure/http/gateway/security/cors.js';
import { rateLimits } from '../../infrastructure/http/gateway/security/rate-limits.js';
import { secureHeaders } from '../../infrastructure/http/gateway/security/secure-headers.js';
import type { Authenticator } from '../../infrastructure/http/server/authenticator.js';
import type { LiveGatewaySettings } from './gateway-settings.js';

/** What every request meets before its route's own filters. */
export function securityFilters(
  contracts: readonly Contract[],
  authenticator: Authenticator,
  live: LiveGatewaySettings,
): readonly GatewayFilter[] {
  return [
    secureHeaders(),
    cors(live.cors),
    rateLimits(live.rateLimits),
    checkTokens(contracts, authenticator),
  ];
}
