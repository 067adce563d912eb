import { TransientError } from '../transient-error.js';

/** A read model does not show yet what is asked for and has happened already. */
export class ReadModelBehindError extends TransientError {
  override readonly name = 'ReadModelBehindError';

  constructor() {
    super('The read model does not show the effect of the command yet');
  }
}
