import type { Configuration } from '../../infrastructure/configuration/configuration.js';
import type { LiveSettings } from '../../infrastructure/configuration/live-settings.js';
import { GatewayRules } from '../../infrastructure/http/gateway/gateway-rules.js';
import { CorsSettings } from '../../infrastructure/http/gateway/security/cors.js';
import { RateLimitSettings } from '../../infrastructure/http/gateway/security/rate-limit-settings.js';
import { RegisteredSettings } from '../runtime/service-settings.js';

/** Settings that the gateway keeps from its start to its end. */
export class GatewaySettings extends RegisteredSettings {
  override PORT = 8080;
  override INSTANCE = 'gateway-1';
}

/** Settings of the gateway that may change while it runs. */
export interface LiveGatewaySettings {
  readonly rules: LiveSettings<GatewayRules>;
  readonly cors: LiveSettings<CorsSettings>;
  readonly rateLimits: LiveSettings<RateLimitSettings>;
}

/** @throws SettingsError when what is configured is not valid */
export function liveGatewaySettings(configuration: Configuration): LiveGatewaySettings {
  return {
    rules: configuration.bind('gateway', GatewayRules),
    cors: configuration.bind('security.cors', CorsSettings),
    rateLimits: configuration.bind('security.rate-limits', RateLimitSettings),
  };
}

/** How long requests in flight are given to end when the gateway stops, in milliseconds. */
export const DRAIN_MS = 5_000;
