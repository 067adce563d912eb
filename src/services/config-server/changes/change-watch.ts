import { setTimeout as delay } from 'node:timers/promises';
import type { ConfigurationBackEnd } from '../back-ends/back-end.js';

/** Files are often written in several steps: a change counts once nothing has changed for so long. */
const SETTLE_MS = 100;

/** Notices when what a back end holds has changed. */
export class ChangeWatch {
  readonly #listeners = new Set<() => void>();
  readonly #stopping = new AbortController();
  #fingerprint: string | undefined;
  #looking: Promise<void> = Promise.resolve();
  #isQueued = false;
  #endHints = (): void => {};
  #timer: NodeJS.Timeout | undefined;

  /** @param onFailure told when the back end could not be looked at; the next look may succeed */
  constructor(
    private readonly backEnd: ConfigurationBackEnd,
    private readonly periodMs: number,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** Looks now, at every hint and in every period. */
  start(): void {
    void this.look();
    this.#endHints = this.backEnd.onHint(() => void this.look());
    this.#timer = setInterval(() => void this.look(), this.periodMs).unref();
  }

  /** Calls `listener` after each change. @returns a function that ends it */
  onChange(listener: () => void): () => void {
    const own = (): void => listener();
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  /** Looks once, after any look under way; resolves when the listeners know what it found. */
  look(): Promise<void> {
    if (!this.#isQueued) {
      this.#isQueued = true;
      this.#looking = this.#looking
        .then(() => this.#look())
        .catch((error: unknown) => {
          if (!this.#stopping.signal.aborted) this.onFailure(error);
        });
    }
    return this.#looking;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    clearInterval(this.#timer);
    this.#endHints();
    await this.#looking;
  }

  async #look(): Promise<void> {
    this.#isQueued = false;
    if (this.#stopping.signal.aborted) return;
    const before = this.#fingerprint;
    const seen = await this.backEnd.fingerprint();
    this.#fingerprint = before === undefined || seen === before ? seen : await this.#settled(seen);
    if (before === undefined || this.#fingerprint === before) return;
    for (const listener of this.#listeners) listener();
  }

  /** The fingerprint once it stays the same. */
  async #settled(seen: string): Promise<string> {
    await delay(SETTLE_MS, undefined, { signal: this.#stopping.signal });
    const again = await this.backEnd.fingerprint();
    return again === seen ? seen : this.#settled(again);
  }
}
