/**
 * Work that must stay in order. Whatever has queued up while a batch was worked on becomes the next batch,
 * so that a lone item is taken at once and a flood goes in big steps; `linger` may hold it back for company.
 */
export class Lane<Item> {
  #items: Item[] = [];
  #tasks: (() => Promise<void>)[] = [];
  #running: Promise<void> | undefined;

  constructor(
    private readonly work: (batch: readonly Item[]) => Promise<void>,
    private readonly batchSize: number,
    private readonly signal: AbortSignal,
    private readonly linger?: () => Promise<void>,
  ) {}

  push(item: Item): void {
    this.#items.push(item);
    this.#running ??= this.#run();
  }

  /** Does `task` between two batches. */
  between(task: () => Promise<void>): void {
    this.#tasks.push(task);
    this.#running ??= this.#run();
  }

  /** Resolves when the lane stands still: it is empty, or what it did when the signal aborted is over. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.signal.aborted) {
      const task = this.#tasks.shift();
      if (task !== undefined) await task();
      else if (this.#items.length === 0) break;
      else {
        if (this.linger !== undefined && this.#items.length < this.batchSize) await this.linger();
        if (!this.signal.aborted) await this.work(this.#items.splice(0, this.batchSize));
      }
    }
    this.#running = undefined;
  }
}

/** The lane that `key` belongs to, the same one in every process (FNV-1a). */
export function laneIndex(key: string, lanes: number): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % lanes;
}
