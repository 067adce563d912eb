import { defaultEventProcessorSettings, type EventProcessorSettings } from './event-processor-settings.js';
import type { EventProcessorParts } from './event-processor-parts.js';
import { LeaseKeeper } from './lease-keeper.js';
import type { Lease } from './lease-store.js';
import type { ProcessorObserver } from './processor-notice.js';
import type { ProcessorStatus } from './processor-status.js';
import { ProcessorRun } from './processor-run.js';
import { retry, type RetryPolicy } from './retry.js';

/**
 * Runs an `EventHandler`: follows the event store behind the stored checkpoint, on one instance at a time, in lanes side
 * by side, with batches, retries, dead letters and a checkpoint that never passes an unhandled event. At least once;
 * a handler that changes nothing the second time makes it exactly once.
 */
export class EventProcessor {
  readonly #settings: EventProcessorSettings;
  readonly #observer: ProcessorObserver;
  readonly #retryPolicy: RetryPolicy;
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;
  #run: ProcessorRun | undefined;
  #following = false;

  constructor(private readonly parts: EventProcessorParts) {
    this.#settings = { ...defaultEventProcessorSettings, ...parts.settings };
    this.#observer = parts.observer ?? (() => undefined);
    this.#retryPolicy = {
      clock: parts.clock,
      firstDelayMs: this.#settings.firstRetryDelayMs,
      longestDelayMs: this.#settings.longestRetryDelayMs,
      onRetry: (attempt, delayMs, error) =>
        this.#observer({ kind: 'retrying', handler: parts.handler.name, attempt, delayMs, error }),
    };
  }

  /** Begins in the background; stores that are away are waited for. */
  start(): void {
    this.#running ??= this.#lead();
  }

  /** Finishes what is in flight, stores the checkpoint and frees the lease. Not to be started again. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  /** Everything up to here is handled by this instance; undefined while it handles nothing. */
  get appliedPosition(): bigint | undefined {
    return this.#run?.tracker.applied;
  }

  get status(): ProcessorStatus {
    const run = this.#run;
    const oldest = run?.tracker.oldestRecordedAt;
    return {
      handler: this.parts.handler.name,
      role: run !== undefined ? 'leading' : this.#following ? 'following' : 'starting',
      caughtUp: run?.caughtUp ?? false,
      appliedPosition: run?.tracker.applied,
      inFlight: run?.tracker.inFlight ?? 0,
      parkedKeys: run?.parkedKeys ?? 0,
      lagMs: oldest === undefined ? 0 : Math.max(0, this.parts.clock.now().getTime() - Date.parse(oldest)),
    };
  }

  /**
   * The position this instance has applied, once it is at least `position` or `timeoutMs` are over;
   * at once undefined when it does not hold the lease.
   */
  async progress(position: bigint, timeoutMs: number): Promise<bigint | undefined> {
    const run = this.#run;
    if (run === undefined) return undefined;
    if (run.tracker.applied === undefined || run.tracker.applied < position) {
      const waiting = new AbortController();
      const reached = run.tracker.reached(position, waiting.signal);
      await Promise.race([reached, this.parts.clock.sleep(timeoutMs, waiting.signal)]);
      waiting.abort();
    }
    return run.tracker.applied;
  }

  async #lead(): Promise<void> {
    const { leases, handler, owner, clock } = this.parts;
    const keeper = new LeaseKeeper({
      leases,
      clock,
      handler: handler.name,
      owner,
      ttlMs: this.#settings.leaseTtlMs,
      retryPolicy: this.#retryPolicy,
    });
    const stopped = this.#stopping.signal;
    try {
      await retry(() => this.#term(keeper, stopped), this.#retryPolicy, stopped);
    } catch (error) {
      if (!stopped.aborted) throw error;
    }
  }

  /** One holding of the lease after another, until told to stop. */
  async #term(keeper: LeaseKeeper, stopped: AbortSignal): Promise<void> {
    const { handler, owner } = this.parts;
    while (!stopped.aborted) {
      const lease = await keeper.acquire(stopped, () => {
        this.#following = true;
      });
      this.#following = false;
      this.#observer({ kind: 'lease-taken', handler: handler.name, owner });
      const ended = new AbortController();
      const held = AbortSignal.any([stopped, ended.signal]);
      const keeping = keeper.keep(lease, held).then((outcome) => {
        if (outcome === 'lost') this.#observer({ kind: 'lease-lost', handler: handler.name, owner });
        ended.abort();
      });
      try {
        this.#run = await ProcessorRun.begin(
          this.parts,
          this.#settings,
          this.#retryPolicy,
          this.#observer,
          held,
        );
        await this.#run.run();
      } catch (error) {
        if (!held.aborted) throw error;
      } finally {
        this.#run = undefined;
        ended.abort();
        await keeping;
        await this.#release(lease);
      }
    }
  }

  async #release(lease: Lease): Promise<void> {
    try {
      await this.parts.leases.release(lease);
    } catch (error) {
      this.#retryPolicy.onRetry(1, 0, error);
    }
  }
}
