import { TransientError } from '../../../application/transient-error.js';

/** What is known about why a service did not answer. */
export interface Unavailability extends ErrorOptions {
  /** The status it answered; undefined when it did not, or with something else than HTTP. */
  readonly status?: number;
  /** When it may be worth asking again, in milliseconds from now. */
  readonly retryAfterMs?: number | undefined;
}

/** Another service could not be reached, gave no answer in time, answered that it can't answer now, or was not even asked. */
export class RemoteServiceUnavailableError extends TransientError {
  override readonly name = 'RemoteServiceUnavailableError';
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(
    /** The service's name, for example `order-service`. */
    readonly service: string,
    message: string,
    { status, retryAfterMs, ...options }: Unavailability = {},
  ) {
    super(`${service}: ${message}`, options);
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}
