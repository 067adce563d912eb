import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../../application/clock.js';
import { callableInstances } from './callable-instances.js';
import type { EurekaClient } from './eureka/eureka-client.js';
import { KnownInstances } from './eureka/known-instances.js';
import { type RegisteredInstance, registeredInstance } from './registered-instance.js';
import type { ServiceDirectory } from './service-directory.js';
import type { ServiceInstance } from './service-instance.js';

/** Changes come in bursts: after one, the next look follows soon. */
const QUICK_MS = 100;
/** Until the registry has answered once, it is asked at least this often. */
const FIRST_ANSWER_PAUSE_MS = 500;
/** As long as somebody asks for a service of which no instance is known, too. */
const MISSED_PAUSE_MS = 250;

/** What the directory works with. */
export interface EurekaDirectoryParts {
  readonly client: Pick<EurekaClient, 'applications' | 'delta'>;
  readonly clock: Clock;
  /** The longest time between two looks at the registry. */
  readonly refreshMs: number;
  /** Told once when the registry goes away. */
  onAway(error: unknown): void;
  /** Told once when it is back. */
  onBack(): void;
}

/** The instances as a Eureka registry knows them: a copy in memory, which stays as it is while the registry is away. */
export class EurekaDirectory implements ServiceDirectory {
  readonly #known = new KnownInstances();
  readonly #listeners = new Set<() => void>();
  readonly #ending = new AbortController();
  #instances: ReadonlyMap<string, readonly ServiceInstance[]> = new Map();
  #running: Promise<void> | undefined;
  #isComplete = false;
  #hasAnswered = false;
  #isAway = false;
  /** Whether a service was asked for in vain since the last look. */
  #isMissed = false;

  constructor(private readonly parts: EurekaDirectoryParts) {}

  /** Begins to follow the registry, in the background. */
  start(): void {
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#running;
  }

  instancesOf(service: string): readonly ServiceInstance[] {
    const found = this.#instances.get(service) ?? [];
    if (found.length === 0) this.#isMissed = true;
    return found;
  }

  /** All instances that the registry has, or had when it was last there. */
  registered(): readonly RegisteredInstance[] {
    return this.#known.current(this.parts.clock.now().getTime()).map(registeredInstance);
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #run(): Promise<void> {
    const { clock, refreshMs } = this.parts;
    const { signal } = this.#ending;
    for (let pause = QUICK_MS; !signal.aborted;) {
      pause = (await this.#refresh()) ? QUICK_MS : Math.min(2 * pause, refreshMs, this.#longestPause());
      await clock.sleep(pause, signal);
    }
  }

  #longestPause(): number {
    if (!this.#hasAnswered) return FIRST_ANSWER_PAUSE_MS;
    const isMissed = this.#isMissed;
    this.#isMissed = false;
    return isMissed ? MISSED_PAUSE_MS : Infinity;
  }

  /** @returns whether any instance has come, gone or changed */
  async #refresh(): Promise<boolean> {
    try {
      await this.#fetch();
      this.#hasAnswered = true;
      if (this.#isAway) this.parts.onBack();
      this.#isAway = false;
    } catch (error) {
      if (!this.#isAway && !this.#ending.signal.aborted) this.parts.onAway(error);
      this.#isAway = true;
    }
    return this.#publish();
  }

  async #fetch(): Promise<void> {
    const { client, clock } = this.parts;
    this.#isComplete = this.#isComplete && this.#known.apply(await client.delta());
    if (this.#isComplete) return;
    this.#known.replace(await client.applications(), clock.now().getTime());
    this.#isComplete = true;
  }

  #publish(): boolean {
    const instances = callableInstances(this.#known.current(this.parts.clock.now().getTime()));
    if (isDeepStrictEqual(instances, this.#instances)) return false;
    this.#instances = instances;
    for (const listener of this.#listeners) listener();
    return true;
  }
}
