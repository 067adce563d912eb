/** The files cannot be used as they are: damaged, in use by another process, or not writable. */
export class StorageError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StorageError';
  }
}
