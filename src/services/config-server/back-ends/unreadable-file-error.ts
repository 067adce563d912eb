/** A file of the configuration cannot be read, or not as what its name says. */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError';
}
