/** The shortest time between two announcements in milliseconds, and the longest that it grows to under load. */
const SHORTEST_INTERVAL = 3;
const LONGEST_INTERVAL = 20;

/** From this many events a second on, announcements are as rare as they may be. */
const HEAVY_LOAD = 800;

/** Over about how many milliseconds the load is averaged. */
const MEMORY = 500;

/**
 * Tells subscribers that there is something new: at once after a quiet time, else the more rarely the more there is. Under load
 * each announcement then tells every subscriber of several events, which costs them and the server little more than one.
 */
export class Announcer {
  readonly #listeners = new Set<() => void>();
  #toldAt = Number.NEGATIVE_INFINITY;
  #untold = 0;
  /** Events a second, averaged. */
  #load = 0;
  #waiting: NodeJS.Timeout | undefined;

  /** Calls a listener at each announcement. Answers how to stop that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** There are so many new events. */
  announce(events: number): void {
    this.#untold += events;
    if (this.#waiting) return;
    const wait = this.#toldAt + this.#interval - performance.now();
    if (wait > 0) this.#waiting = setTimeout(() => this.#tell(), wait);
    else this.#tell();
  }

  /** Announces nothing any more. */
  close(): void {
    clearTimeout(this.#waiting);
  }

  get #interval(): number {
    return Math.max(SHORTEST_INTERVAL, LONGEST_INTERVAL * Math.min(1, this.#load / HEAVY_LOAD));
  }

  #tell(): void {
    const now = performance.now();
    this.#load = this.#load * Math.exp((this.#toldAt - now) / MEMORY) + this.#untold * (1_000 / MEMORY);
    this.#untold = 0;
    this.#toldAt = now;
    this.#waiting = undefined;
    for (const listener of this.#listeners) listener();
  }
}
