import type { MongoIdempotencyStore } from './mongo-idempotency-store.js';

const INTERVAL_MS = 10 * 60 * 1000;

/** Removes old idempotency keys now and then. */
export class IdempotencySweeper {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly store: MongoIdempotencyStore,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  start(): void {
    this.#timer ??= setInterval(() => void this.store.sweep().catch(this.onFailure), INTERVAL_MS).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
  }
}
