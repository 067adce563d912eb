import { setTimeout as delay } from 'node:timers/promises';
import type { ConfigurationRefresher } from './configuration-refresher.js';
import type { ConfigurationSource } from './live-configuration.js';

const SHORTEST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;
/** How often a source is asked that announces nothing. */
const POLL_MS = 30_000;

/** Refreshes a configuration whenever its source announces a change, and after it was away. */
export class ConfigurationFollower {
  readonly #stopping = new AbortController();

  constructor(
    private readonly source: ConfigurationSource,
    private readonly refresher: ConfigurationRefresher,
  ) {}

  start(): void {
    void this.#follow();
  }

  /** Does not wait for a refresh under way, which a server that hangs would draw out. */
  async stop(): Promise<void> {
    this.#stopping.abort();
  }

  async #follow(): Promise<void> {
    let pauseMs = SHORTEST_PAUSE_MS;
    while (!this.#stopping.signal.aborted) {
      try {
        const changes = await this.source.changes(this.#stopping.signal);
        if (changes === undefined) {
          await this.#pause(POLL_MS);
          await this.#refresh();
          continue;
        }
        for await (const _ of changes) {
          pauseMs = SHORTEST_PAUSE_MS;
          await this.#refresh();
        }
      } catch {
        // The server is away: what holds goes on holding.
      }
      await this.#pause(pauseMs);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
  }

  /** Whoever observes the refresher is told of failures. */
  async #refresh(): Promise<void> {
    await this.refresher.refresh().catch(() => undefined);
  }

  async #pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.#stopping.signal, ref: false }).catch(() => undefined);
  }
}
