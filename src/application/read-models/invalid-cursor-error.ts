/** A page cursor that no list of ours has given out. The caller's mistake: HTTP 400. */
export class InvalidCursorError extends Error {
  override readonly name = 'InvalidCursorError';
  readonly code = 'invalid-cursor';

  constructor() {
    super('The cursor was not given out by this list');
  }
}
