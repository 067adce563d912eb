/** A message that can't be read, however often it is tried. */
export class MalformedMessageError extends Error {
  override readonly name = 'MalformedMessageError';
}
