import { Agent } from 'undici';
import type { Clock } from '../../application/clock.js';
import type { Randomness } from '../../application/randomness.js';
import { BalancingSettings } from './balancing-settings.js';

/** Between two looks at which instances are due. */
const TICK_MS = 500;
/** Between two probes of an instance that is out. */
const OUT_INTERVAL_MS = 1_000;

/** An instance as a prober sees it. */
export interface ProbedInstance {
  readonly instanceId: string;
  readonly origin: string;
  readonly isOut: boolean;
  /** Takes what a probe found. */
  probed(healthy: boolean): void;
}

/** Asks an instance whether it can work; must settle soon and never throw. */
export type Probe = (origin: string, settings: BalancingSettings) => Promise<boolean>;

/** What a prober is made of. */
export interface HealthProberParts {
  /** The instances there are now. */
  readonly instances: () => Iterable<ProbedInstance>;
  readonly clock: Clock;
  readonly randomness: Pick<Randomness, 'fraction'>;
  readonly settings?: { readonly current: BalancingSettings };
  readonly probe?: Probe;
}

/**
 * Asks instances in the background whether they can work: puts one out before requests fail at it, and brings one back as
 * soon as it answers again. The probes of the instances are spread over time.
 */
export class HealthProber {
  readonly #parts: Required<HealthProberParts>;
  readonly #ending = new AbortController();
  readonly #agent = new Agent({ connections: 1, keepAliveTimeout: 30_000 });
  /** When each instance, by id and origin, is due; milliseconds of the clock. */
  #due = new Map<string, number>();
  readonly #underWay = new Set<string>();

  constructor(parts: HealthProberParts) {
    this.#parts = {
      settings: { current: new BalancingSettings() },
      probe: (origin, settings) => this.#ask(origin, settings),
      ...parts,
    };
  }

  start(): void {
    void this.#run();
  }

  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#agent.destroy();
  }

  async #run(): Promise<void> {
    const { clock, settings } = this.#parts;
    while (!this.#ending.signal.aborted) {
      if (settings.current.probeIntervalMs > 0) this.#probeThoseDue();
      await clock.sleep(TICK_MS, this.#ending.signal);
    }
  }

  #probeThoseDue(): void {
    const { instances, clock, settings } = this.#parts;
    const now = clock.now().getTime();
    const due = new Map<string, number>();
    for (const instance of instances()) {
      const key = `${instance.instanceId} ${instance.origin}`;
      const interval = instance.isOut ? OUT_INTERVAL_MS : settings.current.probeIntervalMs;
      let at = Math.min(this.#due.get(key) ?? now + this.#jittered(interval) / 2, now + interval * 1.2);
      if (at <= now) {
        at = now + this.#jittered(interval);
        if (!this.#underWay.has(key)) void this.#probe(key, instance);
      }
      due.set(key, at);
    }
    this.#due = due;
  }

  async #probe(key: string, instance: ProbedInstance): Promise<void> {
    this.#underWay.add(key);
    const healthy = await this.#parts.probe(instance.origin, this.#parts.settings.current);
    this.#underWay.delete(key);
    if (!this.#ending.signal.aborted) instance.probed(healthy);
  }

  #jittered(interval: number): number {
    return interval * (0.8 + 0.4 * this.#parts.randomness.fraction());
  }

  async #ask(origin: string, { probePath, probeTimeoutMs }: BalancingSettings): Promise<boolean> {
    try {
      const { statusCode, body } = await this.#agent.request({
        origin,
        path: probePath,
        method: 'GET',
        signal: AbortSignal.timeout(probeTimeoutMs),
      });
      await body.dump();
      return statusCode >= 200 && statusCode < 300;
    } catch {
      return false;
    }
  }
}
