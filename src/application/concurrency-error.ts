import { TransientError } from './transient-error.js';

/** Others kept appending to the stream first: the command was never decided on its latest state. Safe to repeat. */
export class ConcurrencyError extends TransientError {
  override readonly name = 'ConcurrencyError';

  constructor(
    readonly stream: string,
    readonly attempts: number,
  ) {
    super(`${stream} changed under each of ${attempts} attempts`);
  }
}
