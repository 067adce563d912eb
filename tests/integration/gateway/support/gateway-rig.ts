import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Tracer } from '../../../../src/application/tracer.js';
import { validated } from '../../../../src/infrastructure/http/validation/validate.js';
import { fixedSettings } from '../../../../src/infrastructure/configuration/fixed-settings.js';
import { FixedDirectory } from '../../../../src/infrastructure/discovery/fixed-directory.js';
import type { Contract } from '../../../../src/infrastructure/http/contract/contract.js';
import type { GatewayFilter } from '../../../../src/infrastructure/http/gateway/gateway-filter.js';
import { GatewayRules } from '../../../../src/infrastructure/http/gateway/gateway-rules.js';
import { Gateway } from '../../../../src/infrastructure/http/gateway/gateway.js';
import { liveState } from '../../../../src/infrastructure/http/gateway/live-state.js';
import { RouteDirectory } from '../../../../src/infrastructure/http/gateway/route-directory.js';
import { RouteBreakers } from '../../../../src/infrastructure/http/gateway/route-breakers.js';
import { listen, type HttpServer } from '../../../../src/infrastructure/http/server/listen.js';
import type { ServedRequest } from '../../../../src/infrastructure/http/server/server-hooks.js';
import { serviceApp } from '../../../../src/infrastructure/http/server/service-app.js';
import { Balancer } from '../../../../src/infrastructure/load-balancing/balancer.js';
import { BalancingSettings } from '../../../../src/infrastructure/load-balancing/balancing-settings.js';
import { SystemClock } from '../../../../src/infrastructure/system/system-clock.js';
import { SystemRandomness } from '../../../../src/infrastructure/system/system-randomness.js';
import { TracedBalancer } from '../../../../src/infrastructure/telemetry/tracing/traced-balancer.js';

/** What a gateway under test is made of. */
export interface RigOptions {
  /** Origins of each service's instances. */
  readonly services?: Readonly<Record<string, readonly string[]>>;
  readonly contracts?: readonly Contract[];
  readonly filters?: readonly GatewayFilter[];
  /** What `gateway.*` would say in configuration. */
  readonly rules?: object;
  readonly headersTimeoutMs?: number;
  readonly requestTimeoutMs?: number;
  readonly drainMs?: number;
  readonly tracer?: Tracer;
}

/** A gateway in this process, on a free port. */
export class GatewayRig {
  readonly served: ServedRequest[] = [];
  readonly unexpected: unknown[] = [];
  #server!: HttpServer;
  #balancer!: Balancer;
  #breakers!: RouteBreakers;

  static async start(options: RigOptions): Promise<GatewayRig> {
    const rig = new GatewayRig();
    const rules = fixedSettings(validated(GatewayRules, options.rules ?? {}));
    const directory = new FixedDirectory(options.services ?? {});
    const filters = options.filters ?? [];
    const hooks = {
      served: (request: ServedRequest) => void rig.served.push(request),
      unexpected: (error: unknown) => void rig.unexpected.push(error),
    };
    rig.#balancer = new Balancer({
      directory: new RouteDirectory(directory),
      randomness: new SystemRandomness(),
      settings: fixedSettings(rules.current.loadBalancing),
    });
    rig.#breakers = new RouteBreakers({ rules, clock: new SystemClock() });
    const { tracer } = options;
    const gateway = new Gateway({
      state: liveState({
        rules,
        contracts: options.contracts ?? [],
        filters,
        directory,
        balancer: tracer === undefined ? rig.#balancer : new TracedBalancer(rig.#balancer, tracer),
        breakers: rig.#breakers,
        randomness: new SystemRandomness(),
      }),
      filters,
      own: serviceApp([], hooks),
      hooks,
      tracer,
    });
    const { headersTimeoutMs = 10_000, requestTimeoutMs = 30_000, drainMs = 2_000 } = options;
    rig.#server = await listen(gateway.handle, 0, '127.0.0.1', {
      upgrade: gateway.upgrade,
      headersTimeoutMs,
      requestTimeoutMs,
      drainMs,
    });
    return rig;
  }

  get port(): number {
    return this.#server.port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get breakers(): RouteBreakers {
    return this.#breakers;
  }

  get balancer(): Balancer {
    return this.#balancer;
  }

  async stop(): Promise<void> {
    await this.#server.close();
    await this.#balancer.close();
  }
}

/** Settings of a balancer that ramps nothing up. */
export const PLAIN_BALANCING: Partial<BalancingSettings> = { slowStartMs: 0 };

/** A server that stands for an instance of a service. */
export class StubServer {
  private constructor(
    readonly server: Server,
    readonly port: number,
  ) {}

  static async start(listener: RequestListener, port = 0): Promise<StubServer> {
    const server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return new StubServer(server, (server.address() as AddressInfo).port);
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Ends it as a killed process would: every connection breaks. */
  async kill(): Promise<void> {
    if (!this.server.listening) return;
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }
}
