import { TransientError } from '../../../application/transient-error.js';

/** Another service could not be reached, gave no answer in time, or answered that it can't answer now. */
export class RemoteServiceUnavailableError extends TransientError {
  override readonly name = 'RemoteServiceUnavailableError';

  constructor(
    /** The service's name, for example `order-service`. */
    readonly service: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(`${service}: ${message}`, options);
  }
}
