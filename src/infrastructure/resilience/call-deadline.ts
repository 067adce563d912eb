import { TimeLimitExceededError } from './time-limit-exceeded-error.js';

/** How much time one attempt of a call has. */
export class CallDeadline {
  #expired: TimeLimitExceededError | undefined;
  /** Called when the time is over, to give up what is under way. */
  onExpiry: ((error: TimeLimitExceededError) => void) | undefined;

  /**
   * @param at the moment the time is over, in milliseconds since 1970
   * @param reject tells whoever waits for the call
   */
  constructor(
    readonly timeoutMs: number,
    readonly at: number,
    private readonly reject: (error: TimeLimitExceededError) => void,
  ) {}

  /** Why the call must not go on; undefined while there is time. */
  get expired(): TimeLimitExceededError | undefined {
    return this.#expired;
  }

  expire(): void {
    const error = new TimeLimitExceededError(this.timeoutMs);
    this.#expired = error;
    this.reject(error);
    this.onExpiry?.(error);
  }
}
