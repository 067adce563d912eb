import { TransientError } from '../transient-error.js';

/** The store behind the read models could not be reached or gave no answer in time. */
export class ReadModelUnavailableError extends TransientError {
  override readonly name = 'ReadModelUnavailableError';
}
