import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../application/clock.js';
import type { EurekaClient } from './eureka/eureka-client.js';
import type { EurekaInstance } from './eureka/eureka-instance.js';
import type { InstanceStatus } from './eureka/instance-status.js';

/** How soon a starting instance that has become ready is told as such. */
const READINESS_PAUSE_MS = 100;
/** How soon an instance that could not register tries again. */
const RETRY_MS = 500;
/** One check that fails under load is no outage yet. */
const FAILURES_UNTIL_DOWN = 2;
/** An instance that ends does not wait longer for a registry that is away. */
const CANCEL_BOUND_MS = 1_000;

/** What a registration works with. */
export interface EurekaRegistrationParts {
  readonly client: Pick<EurekaClient, 'register' | 'renew' | 'cancel'>;
  readonly clock: Clock;
  /** The instance; its status and the moment of its last change are filled in. */
  readonly instance: EurekaInstance;
  /** Whether the instance can work now. Must settle soon and never throw. */
  isReady(): Promise<boolean>;
  /** Told once when the registry can not be told. */
  onAway(error: unknown): void;
  /** Told whenever the registry has been told another status. */
  onRegistered(status: InstanceStatus): void;
}

/**
 * Keeps one instance registered at Eureka: `STARTING` until it is ready, then `UP`, and `DOWN` while it is not. A registry
 * that is away, or has forgotten the instance, is told as soon as it is there; the instance itself never notices.
 */
export class EurekaRegistration {
  readonly #ending = new AbortController();
  #instance: EurekaInstance;
  #running: Promise<void> | undefined;
  #registered: InstanceStatus | undefined;
  #isAway = false;
  #failures = 0;

  constructor(private readonly parts: EurekaRegistrationParts) {
    this.#instance = { ...parts.instance, status: 'STARTING' };
  }

  /** Begins in the background. */
  start(): void {
    this.#running ??= this.#run();
  }

  /** Takes the instance out of the registry. */
  async stop(): Promise<void> {
    this.#ending.abort();
    const cancelled = Promise.resolve(this.#running).then(() => this.parts.client.cancel(this.#instance));
    await Promise.race([cancelled.catch(() => undefined), delay(CANCEL_BOUND_MS, undefined, { ref: false })]);
  }

  async #run(): Promise<void> {
    const { clock } = this.parts;
    const { signal } = this.#ending;
    const intervalMs = this.#instance.leaseInfo.renewalIntervalInSecs * 1_000;
    for (let due = 0; !signal.aborted;) {
      const status = await this.#status();
      const now = clock.now().getTime();
      if (status !== this.#registered || now >= due) {
        due = now + ((await this.#tell(status, now)) ? intervalMs : Math.min(RETRY_MS, intervalMs));
      }
      const untilDue = Math.max(0, due - clock.now().getTime());
      await clock.sleep(status === 'STARTING' ? Math.min(READINESS_PAUSE_MS, untilDue) : untilDue, signal);
    }
  }

  async #status(): Promise<InstanceStatus> {
    if (await this.parts.isReady()) {
      this.#failures = 0;
      return 'UP';
    }
    this.#failures += 1;
    const before = this.#instance.status;
    return before === 'UP' && this.#failures >= FAILURES_UNTIL_DOWN ? 'DOWN' : before;
  }

  /** @returns whether the registry knows now */
  async #tell(status: InstanceStatus, now: number): Promise<boolean> {
    const { client, onAway, onRegistered } = this.parts;
    if (status !== this.#instance.status || this.#registered === undefined) {
      this.#instance = { ...this.#instance, status, lastDirtyTimestamp: String(now) };
    }
    try {
      if (status !== this.#registered || !(await client.renew(this.#instance))) {
        await client.register(this.#instance);
        this.#registered = status;
        onRegistered(status);
      }
      this.#isAway = false;
      return true;
    } catch (error) {
      if (!this.#isAway && !this.#ending.signal.aborted) onAway(error);
      this.#isAway = true;
      return false;
    }
  }
}
