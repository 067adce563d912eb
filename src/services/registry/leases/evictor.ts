import type { Clock } from '../../../application/clock.js';
import type { EurekaInstance } from '../../../infrastructure/discovery/eureka/eureka-instance.js';
import type { InstanceRegistry } from './instance-registry.js';

/** Looks through the leases again and again, and takes out who has stopped renewing. */
export class Evictor {
  readonly #ending = new AbortController();
  #running: Promise<void> | undefined;

  constructor(
    private readonly parts: {
      readonly registry: InstanceRegistry;
      readonly clock: Clock;
      readonly intervalMs: number;
      onEvicted(instances: readonly EurekaInstance[]): void;
    },
  ) {}

  start(): void {
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { registry, clock, intervalMs, onEvicted } = this.parts;
    const { signal } = this.#ending;
    for (let due = clock.now().getTime() + intervalMs; ; due = clock.now().getTime() + intervalMs) {
      await clock.sleep(intervalMs, signal);
      if (signal.aborted) return;
      // Renewals that came in while this process could not run are still waiting in its sockets.
      const evicted = registry.evict(Math.max(0, clock.now().getTime() - due));
      if (evicted.length > 0) onEvicted(evicted);
    }
  }
}
