import type { Mark, Message } from './message.js';
import type { GroupSettings } from './settings.js';

const SHORTEST_TIDIED = 2000;

/** Knows up to where every message has been dealt with, and decides when that is worth a checkpoint. */
export class CheckpointPolicy {
  readonly #settings: GroupSettings;
  /** The messages of the feed in their order, without those before `first`; some of the others are dealt with too. */
  #open: Message[] = [];
  #first = 0;
  /** With this many messages it is time to let go of those that are dealt with. */
  #tidyAt = SHORTEST_TIDIED;
  #last: Mark;
  #lastTime = Number.NEGATIVE_INFINITY;

  /** @param start where the feed begins */
  constructor(settings: GroupSettings, start: Mark) {
    this.#settings = settings;
    this.#last = start;
  }

  /** A message has left the feed. Messages come in their order. */
  begin(message: Message): void {
    this.#open.push(message);
    if (this.#open.length >= this.#tidyAt) this.#tidy();
  }

  /**
   * What is to be made the checkpoint now, if anything.
   *
   * @param examined how far the feed has come
   * @param now milliseconds since 1970
   */
  due(examined: Mark, now: number): Mark | undefined {
    return now >= this.dueAt(examined) ? this.#reached(examined) : undefined;
  }

  /** When `due` answers a checkpoint if nothing else happens: milliseconds since 1970, or infinity. */
  dueAt(examined: Mark): number {
    const { minCheckpointCount, maxCheckpointCount, checkpointAfter } = this.#settings;
    const count = this.#reached(examined).count - this.#last.count;
    if (count >= Math.max(1, maxCheckpointCount)) return Number.NEGATIVE_INFINITY;
    if (count >= Math.max(1, minCheckpointCount)) return this.#lastTime + checkpointAfter;
    return Number.POSITIVE_INFINITY;
  }

  /** A checkpoint is being written. */
  written(mark: Mark, now: number): void {
    this.#last = mark;
    this.#lastTime = now;
  }

  #reached(examined: Mark): Mark {
    while (this.#first < this.#open.length && this.#open[this.#first]!.isDone) this.#first++;
    return this.#open[this.#first]?.before ?? examined;
  }

  /** Else one message that takes long would keep all that come after it in memory. */
  #tidy(): void {
    this.#open = this.#open.filter(({ isDone }) => !isDone);
    this.#first = 0;
    this.#tidyAt = Math.max(SHORTEST_TIDIED, this.#open.length * 2);
  }
}
