/** Why a call was not made. */
export type Rejection = 'circuit-open' | 'rate-limited' | 'bulkhead-full';

/** A call was not made, to spare its receiver or ourselves. */
export class CallRejectedError extends Error {
  override readonly name = 'CallRejectedError';

  constructor(
    readonly rejection: Rejection,
    message: string,
    /** When it may be worth trying again, in milliseconds from now; undefined when nobody knows. */
    readonly retryAfterMs?: number,
  ) {
    super(message);
  }
}
