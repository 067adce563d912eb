import type { RecordedEvent } from '../recorded-event.js';
import { PoisonEventError } from '../poison-event-error.js';
import type { EventProcessorParts } from './event-processor-parts.js';
import type { EventProcessorSettings } from './event-processor-settings.js';
import { Lane, laneIndex } from './lane.js';
import { ParkedKeys } from './parked-keys.js';
import { PositionTracker, type InFlight } from './position-tracker.js';
import type { ProcessorObserver } from './processor-notice.js';
import { retry, type RetryPolicy } from './retry.js';

/** An event with its place in order and in flight. */
interface Delivery {
  readonly event: RecordedEvent;
  readonly key: string;
  readonly message: InFlight;
}

/** What a handler does under one holding of its lease, from the stored checkpoint on. */
export class ProcessorRun {
  readonly tracker: PositionTracker;
  readonly #lanes: Lane<Delivery>[];
  readonly #parked: ParkedKeys;
  readonly #failure = new AbortController();
  readonly #signal: AbortSignal;
  readonly #releasing = new Set<string>();
  #caughtUp = false;
  #stored: bigint | undefined;
  #storing: Promise<void> | undefined;
  #makeRoom: (() => void) | undefined;

  /** Begins at the stored checkpoint. @throws the signal's reason when it aborts meanwhile */
  static async begin(
    parts: EventProcessorParts,
    settings: EventProcessorSettings,
    retryPolicy: Omit<RetryPolicy, 'isFinal'>,
    observer: ProcessorObserver,
    signal: AbortSignal,
  ): Promise<ProcessorRun> {
    const checkpoint = await retry(() => parts.checkpoints.load(parts.handler.name), retryPolicy, signal);
    return new ProcessorRun(parts, settings, retryPolicy, observer, signal, checkpoint);
  }

  private constructor(
    private readonly parts: EventProcessorParts,
    private readonly settings: EventProcessorSettings,
    private readonly retryPolicy: Omit<RetryPolicy, 'isFinal'>,
    private readonly observer: ProcessorObserver,
    signal: AbortSignal,
    checkpoint: bigint | undefined,
  ) {
    this.#signal = AbortSignal.any([signal, this.#failure.signal]);
    this.#signal.addEventListener('abort', () => this.#makeRoom?.(), { once: true });
    this.#stored = checkpoint;
    this.tracker = new PositionTracker(checkpoint);
    const { lingerMs } = settings;
    const linger = lingerMs > 0 ? () => parts.clock.sleep(lingerMs, this.#signal) : undefined;
    this.#lanes = Array.from(
      { length: settings.lanes },
      () =>
        new Lane<Delivery>(
          (batch) => this.#guard(() => this.#handle(batch)),
          settings.batchSize,
          this.#signal,
          linger,
        ),
    );
    this.#parked = new ParkedKeys({
      ...parts,
      observer,
      persist: (action) => this.#persist(action),
    });
  }

  get caughtUp(): boolean {
    return this.#caughtUp;
  }

  get parkedKeys(): number {
    return this.#parked.size;
  }

  /**
   * Handles events until the signal aborts; then finishes what is in flight and stores the checkpoint.
   * @throws what went wrong outside the handler and its stores, which are tried again for ever
   */
  async run(): Promise<void> {
    await this.#guard(async () => {
      for (const key of await this.#parked.load()) this.#release(key);
    });
    const requests = this.#guard(() => this.#followRequests());
    await this.#guard(() => this.#read());
    await Promise.all(this.#lanes.map((lane) => lane.idle()));
    await Promise.all([requests, this.#storing]);
    await this.#storeCheckpoint();
    if (this.#failure.signal.aborted) throw this.#failure.signal.reason;
  }

  /** An error that is not merely the end of this run ends it. */
  async #guard(step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (error) {
      if (!this.#signal.aborted) this.#failure.abort(error);
    }
  }

  async #read(): Promise<void> {
    const { eventStore, handler } = this.parts;
    for await (const message of eventStore.subscribe(handler.filter, this.tracker.applied, this.#signal)) {
      if (this.#signal.aborted) return;
      if (message.kind === 'event') this.#deliver(message.event);
      else if (message.kind === 'checkpoint') this.#finish(this.tracker.begin(message.position));
      else this.#finish(this.tracker.begin(undefined, undefined, () => this.#noteCaughtUp()));
      if (this.tracker.inFlight >= this.settings.maxInFlight) await this.#room();
    }
  }

  #deliver(event: RecordedEvent): void {
    const key = this.parts.handler.laneKey(event);
    const message = this.tracker.begin(event.position, event.recordedAt);
    this.#laneOf(key).push({ event, key, message });
  }

  #noteCaughtUp(): void {
    if (this.#caughtUp) return;
    this.#caughtUp = true;
    this.observer({ kind: 'caught-up', handler: this.parts.handler.name });
  }

  async #handle(batch: readonly Delivery[]): Promise<void> {
    const ready = await this.#divert(batch);
    if (ready.length === 0) return;
    const poison = await this.#attempt(ready);
    if (poison === undefined) {
      this.#finish(...ready.map(({ message }) => message));
      return;
    }
    const key = this.parts.handler.laneKey(poison.event);
    const poisoned = ready.filter((one) => one.key === key && one.event.position >= poison.event.position);
    // What does not wait behind the poisonous event comes first: were its key parked now and the process killed,
    // the events of the key that came before it would have been neither handled nor parked.
    await this.#handle(ready.filter((one) => !poisoned.includes(one)));
    await this.#parked.park(
      key,
      poison,
      poisoned.map(({ event }) => event),
    );
    this.#finish(...poisoned.map(({ message }) => message));
  }

  /** Sets events of parked keys aside and answers the others. */
  async #divert(batch: readonly Delivery[]): Promise<readonly Delivery[]> {
    if (this.#parked.size === 0) return batch;
    const diverted = batch.filter(({ key, event }) => this.#parked.diverts(key, event));
    for (const key of new Set(diverted.map((one) => one.key))) {
      const mine = diverted.filter((one) => one.key === key);
      await this.#parked.divert(
        key,
        mine.map(({ event }) => event),
      );
      this.#finish(...mine.map(({ message }) => message));
    }
    return batch.filter((one) => !diverted.includes(one));
  }

  async #attempt(deliveries: readonly Delivery[]): Promise<PoisonEventError | undefined> {
    const { handler, clock } = this.parts;
    const events = deliveries.map(({ event }) => event);
    const startedAt = clock.now().getTime();
    try {
      await this.#persist(() => handler.handle(events), deliveries);
    } catch (error) {
      if (error instanceof PoisonEventError) return error;
      throw error;
    }
    const milliseconds = clock.now().getTime() - startedAt;
    this.observer({ kind: 'handled', handler: handler.name, events: events.length, milliseconds });
    return undefined;
  }

  /** Repeats `action` until it succeeds. A poisonous event that is none of `deliveries`' keys can't be parked, only tried again. */
  #persist<Result>(action: () => Promise<Result>, deliveries?: readonly Delivery[]): Promise<Result> {
    const isFinal = (error: unknown): boolean => {
      if (!(error instanceof PoisonEventError)) return false;
      const key = this.parts.handler.laneKey(error.event);
      return deliveries === undefined || deliveries.some((one) => one.key === key);
    };
    return retry(action, { isFinal, ...this.retryPolicy }, this.#signal);
  }

  #release(key: string): void {
    if (this.#releasing.has(key)) return;
    this.#releasing.add(key);
    this.#laneOf(key).between(async () => {
      await this.#guard(() => this.#parked.release(key));
      this.#releasing.delete(key);
    });
  }

  async #followRequests(): Promise<void> {
    while (!this.#signal.aborted) {
      await this.parts.clock.sleep(this.settings.requestPollMs, this.#signal);
      if (this.#parked.size === 0) continue;
      for (const { key } of await this.#parked.requested()) this.#release(key);
    }
  }

  #finish(...messages: InFlight[]): void {
    for (const message of messages) this.tracker.finish(message);
    if (this.tracker.inFlight < this.settings.maxInFlight) this.#makeRoom?.();
    if (this.tracker.applied !== this.#stored) this.#storing ??= this.#storeSoon();
  }

  async #room(): Promise<void> {
    if (this.#signal.aborted) return;
    await new Promise<void>((resolve) => {
      this.#makeRoom = resolve;
    });
    this.#makeRoom = undefined;
  }

  async #storeSoon(): Promise<void> {
    while (!this.#signal.aborted && this.tracker.applied !== this.#stored) {
      await this.parts.clock.sleep(this.settings.checkpointIntervalMs, this.#signal);
      await this.#storeCheckpoint();
    }
    this.#storing = undefined;
  }

  /** One that can't be stored now is stored later: without it there is only more to repeat. */
  async #storeCheckpoint(): Promise<void> {
    const position = this.tracker.applied;
    if (position === undefined || position === this.#stored) return;
    try {
      await this.parts.checkpoints.store(this.parts.handler.name, position);
      this.#stored = position;
    } catch (error) {
      this.retryPolicy.onRetry(1, this.settings.checkpointIntervalMs, error);
    }
  }

  #laneOf(key: string): Lane<Delivery> {
    return this.#lanes[laneIndex(key, this.#lanes.length)]!;
  }
}
