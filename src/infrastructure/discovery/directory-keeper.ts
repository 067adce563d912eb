import { StateKeeper } from '../system/state-keeper.js';
import type { DirectoryFile, KnownServices } from './directory-file.js';

/** Keeps what a directory knows in a file, in the background, for the next process in this one's place. */
export class DirectoryKeeper {
  readonly #keeper: StateKeeper<KnownServices>;

  /** @param onTrouble told when the file can't be read or written: the directory works without */
  constructor(
    private readonly file: DirectoryFile,
    private readonly onTrouble: (message: string, error: unknown) => void,
  ) {
    this.#keeper = new StateKeeper((error) => onTrouble(`${file.path} can not be written`, error), file);
  }

  /** What was kept before; nothing when that can't be told. */
  async load(): Promise<KnownServices> {
    try {
      return await this.file.load();
    } catch (error) {
      this.onTrouble(`${this.file.path} can not be read`, error);
      return new Map();
    }
  }

  changed(services: KnownServices): void {
    this.#keeper.changed(services);
  }

  /** Resolves when the latest state is written, or could not be. */
  kept(): Promise<void> {
    return this.#keeper.kept();
  }
}
