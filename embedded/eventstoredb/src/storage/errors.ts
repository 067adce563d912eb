/** The data directory is not usable as it is: in use, damaged, or of another format. */
export class StorageError extends Error {
  override readonly name: string = 'StorageError';
}

/** Bytes in the middle of the log are not what was written; the store refuses to open rather than lose events. */
export class DamagedLogError extends StorageError {
  override readonly name = 'DamagedLogError';

  constructor(
    readonly file: string,
    readonly offset: number,
    reason: string,
  ) {
    super(`the log is damaged: ${file} at offset ${offset}: ${reason}; restore the file from a copy`);
  }
}

/** Another live process uses the data directory. */
export class DirectoryInUseError extends StorageError {
  override readonly name = 'DirectoryInUseError';
}

/** Writing failed (disk full, I/O error): nothing is acknowledged from then on. */
export class WriteFailedError extends StorageError {
  override readonly name = 'WriteFailedError';
}
