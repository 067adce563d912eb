/** One message on its way through a handler. */
export interface InFlight {
  readonly position: bigint | undefined;
  readonly recordedAt: string | undefined;
  readonly whenApplied: (() => void) | undefined;
  done: boolean;
}

/**
 * Messages come in the order of their positions and are finished in any order; `applied` only ever moves up to
 * the first one that is not finished. What is stored as a checkpoint is therefore always safe to go on from.
 */
export class PositionTracker {
  #queue: InFlight[] = [];
  #head = 0;
  #waiting: { readonly position: bigint; readonly resolve: () => void }[] = [];

  constructor(private position: bigint | undefined) {}

  /** Everything up to here is applied; undefined = nothing yet. */
  get applied(): bigint | undefined {
    return this.position;
  }

  get inFlight(): number {
    return this.#queue.length - this.#head;
  }

  /** When the oldest unfinished event was recorded. */
  get oldestRecordedAt(): string | undefined {
    return this.#queue[this.#head]?.recordedAt;
  }

  /** Takes note of the next message; one without a position only calls `whenApplied` when everything before it is applied. */
  begin(position: bigint | undefined, recordedAt?: string, whenApplied?: () => void): InFlight {
    const message = { position, recordedAt, whenApplied, done: false };
    this.#queue.push(message);
    return message;
  }

  finish(message: InFlight): void {
    message.done = true;
    const before = this.position;
    for (let head = this.#queue[this.#head]; head?.done === true; head = this.#queue[this.#head]) {
      this.position = head.position ?? this.position;
      head.whenApplied?.();
      this.#head += 1;
    }
    this.#compact();
    if (this.position !== before) this.#wake();
  }

  /** Resolves once everything up to `position` is applied, or when `signal` aborts. */
  async reached(position: bigint, signal: AbortSignal): Promise<void> {
    if (signal.aborted || (this.position !== undefined && this.position >= position)) return;
    await new Promise<void>((resolve) => {
      const waiter = { position, resolve };
      this.#waiting.push(waiter);
      signal.addEventListener(
        'abort',
        () => {
          this.#waiting = this.#waiting.filter((other) => other !== waiter);
          resolve();
        },
        { once: true },
      );
    });
  }

  #compact(): void {
    if (this.#head === this.#queue.length) this.#queue = [];
    else if (this.#head > 1_024) this.#queue = this.#queue.slice(this.#head);
    else return;
    this.#head = 0;
  }

  #wake(): void {
    const applied = this.position;
    if (this.#waiting.length === 0 || applied === undefined) return;
    const reached = this.#waiting.filter(({ position }) => position <= applied);
    if (reached.length === 0) return;
    this.#waiting = this.#waiting.filter(({ position }) => position > applied);
    for (const { resolve } of reached) resolve();
  }
}
