import { RegisteredSettings } from '../runtime/service-settings.js';

/** Settings of the gateway. */
export class GatewaySettings extends RegisteredSettings {
  override PORT = 8080;
  override INSTANCE = 'gateway-1';
}

/** How long requests in flight are given to end when the gateway stops, in milliseconds. */
export const DRAIN_MS = 5_000;
