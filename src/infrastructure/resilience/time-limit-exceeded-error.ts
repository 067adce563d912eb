/** A call took longer than it may. */
export class TimeLimitExceededError extends Error {
  override readonly name = 'TimeLimitExceededError';

  constructor(timeoutMs: number) {
    super(`gave no answer within ${timeoutMs} ms`);
  }
}
