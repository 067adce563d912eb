import type { LiveSettings } from '../../configuration/live-settings.js';
import {
  CircuitBreaker,
  type CircuitBreakerParts,
} from '../../resilience/circuit-breaker/circuit-breaker.js';
import { RESILIENCE_DEFAULTS, withOverrides } from '../../resilience/resilience-settings.js';
import type { GatewayRules } from './gateway-rules.js';

/** What the circuit breakers of routes are made with. */
export interface RouteBreakersParts extends Omit<CircuitBreakerParts, 'settings'> {
  readonly rules: LiveSettings<GatewayRules>;
}

/** The circuit breakers that routes name; they outlive the routes, which are made anew whenever the rules change. */
export class RouteBreakers {
  readonly #breakers = new Map<string, CircuitBreaker>();
  readonly #parts: CircuitBreakerParts;

  constructor({ rules, ...parts }: RouteBreakersParts) {
    const settings = {
      get current() {
        return withOverrides(RESILIENCE_DEFAULTS, { circuitBreaker: rules.current.circuitBreaker });
      },
      onChange: () => () => {},
    };
    this.#parts = { settings, ...parts };
  }

  /** All that any route has named so far. */
  get all(): Iterable<CircuitBreaker> {
    return this.#breakers.values();
  }

  /** The breaker of this name; routes that name the same one share it. */
  of(name: string): CircuitBreaker {
    let breaker = this.#breakers.get(name);
    if (breaker === undefined) this.#breakers.set(name, (breaker = new CircuitBreaker(name, this.#parts)));
    return breaker;
  }
}
