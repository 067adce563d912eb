import {
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleType,
  type CircuitBreakerPolicy,
} from 'cockatiel';
import { Pool } from 'undici';
import { RemoteServiceUnavailableError } from './remote-service-unavailable-error.js';

const FAILURES_TO_OPEN = 5;
const HALF_OPEN_AFTER_MS = 1_000;
const CONNECTIONS = 32;

/** One instance of a service: its connections and its circuit breaker. */
export class Endpoint {
  readonly pool: Pool;
  readonly breaker: CircuitBreakerPolicy;

  constructor(baseUrl: string) {
    this.pool = new Pool(baseUrl, { connections: CONNECTIONS, connect: { timeout: 1_000 } });
    this.breaker = circuitBreaker(handleType(RemoteServiceUnavailableError), {
      halfOpenAfter: HALF_OPEN_AFTER_MS,
      breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN),
    });
  }

  /** Whether the breaker lets calls through without waiting. */
  get closed(): boolean {
    return this.breaker.state === CircuitState.Closed;
  }
}

/** The instances of a service in turn; those whose breaker is open only when there is no other. */
export class Endpoints {
  readonly #all: readonly Endpoint[];
  #next = 0;

  constructor(baseUrls: readonly string[]) {
    this.#all = baseUrls.map((url) => new Endpoint(url));
  }

  pick(): Endpoint {
    const start = this.#next++;
    const inTurn = this.#all.map((_, index) => this.#all[(start + index) % this.#all.length] as Endpoint);
    const endpoint = inTurn.find(({ closed }) => closed) ?? inTurn[0];
    if (endpoint === undefined) throw new Error('a service client needs at least one address');
    return endpoint;
  }

  async close(): Promise<void> {
    await Promise.all(this.#all.map(({ pool }) => pool.destroy()));
  }
}
