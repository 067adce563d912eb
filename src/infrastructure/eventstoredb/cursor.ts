import type { Readable } from 'node:stream';

/** Reads a stream of the client item by item, at the reader's own pace. */
export class Cursor<Item> {
  #ended = false;
  #failure: unknown;
  #stirred = false;
  #wake: (() => void) | undefined;

  constructor(private readonly source: Readable) {
    source.on('readable', this.stir);
    source.on('end', this.#end);
    source.on('close', this.#end);
    source.on('error', (error) => {
      this.#failure ??= error;
      this.#end();
    });
  }

  /** No item will come any more. */
  get ended(): boolean {
    return this.#ended;
  }

  /** How many items have come from the server that `take` has not given yet. */
  get waiting(): number {
    return this.source.readableLength;
  }

  /** The next item; undefined when none is there (yet). @throws what broke the stream, once all items before are taken */
  take(): Item | undefined {
    const item = this.source.read() as Item | null;
    if (item !== null) return item;
    if (this.#failure !== undefined) throw this.#failure;
    return undefined;
  }

  /** Takes and drops whatever is still to come: a stream that nobody reads never ends, and its call is never let go. */
  discard(): void {
    this.source.off('readable', this.stir);
    this.source.resume();
  }

  /** Lets a waiting reader look again. */
  readonly stir = (): void => {
    this.#stirred = true;
    this.#wake?.();
  };

  /** Resolves to true when it is worth calling `take` again, to false after `ms` milliseconds of silence. */
  async stirred(ms?: number): Promise<boolean> {
    if (!this.#stirred && !this.#ended) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        if (ms !== undefined) timer = setTimeout(resolve, ms);
      });
      this.#wake = undefined;
      clearTimeout(timer);
    }
    const worthIt = this.#stirred || this.#ended;
    this.#stirred = false;
    return worthIt;
  }

  readonly #end = (): void => {
    this.#ended = true;
    this.stir();
  };
}
