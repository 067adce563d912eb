/** The files under one label, at one moment. */
export interface ConfigurationTree {
  /** What tells this state from others: the commit; null where there is no such thing. */
  readonly version: string | null;
  /**
   * The content of a file, undefined when there is none. `path`: checked, with forward slashes.
   * @throws UnreadableFileError
   */
  read(path: string): Promise<Buffer | undefined>;
  /** The name under which a file is shown as the source of properties. */
  nameOf(path: string): string;
}

/** Where configuration files are kept. */
export interface ConfigurationBackEnd {
  /** Makes it ready to be read. @throws Error with one line that says what is wrong */
  open(): Promise<void>;
  /** @throws UnknownLabelError @throws UnreadableFileError */
  tree(label: string | undefined): Promise<ConfigurationTree>;
  /** A text that is another one whenever anything has changed. Looks for news where they come from. */
  fingerprint(): Promise<string>;
  /** Calls `listener` when a change is likely; a hint only. @returns a function that ends it */
  onHint(listener: () => void): () => void;
  close(): Promise<void>;
}

/** There is no branch, tag, commit or folder of this name. */
export class UnknownLabelError extends Error {
  override readonly name = 'UnknownLabelError';

  constructor(readonly label: string) {
    super(`There is no label ${label}`);
  }
}
