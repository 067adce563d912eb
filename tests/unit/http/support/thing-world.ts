import type { Tracer } from '../../../../src/application/tracer.js';
import { serviceClient } from '../../../../src/infrastructure/http/client/service-client.js';
import type { ResilienceOverrides } from '../../../../src/infrastructure/resilience/resilience-settings.js';
import { type ClientWorld, clientWorld } from './client-world.js';
import { startThingService, thingContract, type ThingHandlers, type ThingService } from './thing-service.js';

/** Served toy contracts and their clients, made as a test needs them. */
export class ThingWorld {
  readonly #services: ThingService[] = [];
  readonly #clients: ClientWorld[] = [];

  /** @param tracer gets the spans of calls and of what they lead to */
  constructor(private readonly tracer?: Tracer) {}

  /** @param handlers those left out answer a made-up thing */
  async serve(handlers: Partial<ThingHandlers> = {}): Promise<ThingService> {
    const service = await startThingService(handlers, 0, this.tracer);
    this.#services.push(service);
    return service;
  }

  /** A client of the services at these addresses. */
  clientOf(urls: readonly string[], defaults: ResilienceOverrides = {}) {
    const world = clientWorld({ 'thing-service': urls }, {}, undefined, this.tracer);
    this.#clients.push(world);
    return serviceClient(thingContract, world.parts, { defaults });
  }

  /** Ends all of them. */
  async close(): Promise<void> {
    await Promise.all(this.#clients.splice(0).map((one) => one.close()));
    await Promise.all(this.#services.splice(0).map(({ server }) => server.close()));
  }
}
