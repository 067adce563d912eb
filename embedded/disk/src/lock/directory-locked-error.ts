/** Another live process has the directory. */
export class DirectoryLockedError extends Error {
  override readonly name = 'DirectoryLockedError';
  /** Who has it, for a sentence: `process 4711`. */
  readonly holder: string;

  /** @param pid of the holder, where it is known */
  constructor(directory: string, pid: number | undefined) {
    const holder = pid === undefined ? 'another process' : `process ${pid}`;
    super(`the data directory ${directory} is in use by ${holder}`);
    this.holder = holder;
  }
}
