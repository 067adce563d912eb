/** Too much has been tried in vain; worth another try after `retryAfterSeconds`. */
export class TooManyAttemptsError extends Error {
  override readonly name = 'TooManyAttemptsError';
  readonly code = 'too-many-attempts';

  constructor(readonly retryAfterSeconds: number) {
    super(`Too many attempts failed; try again in ${retryAfterSeconds} seconds`);
  }
}

/** Keeps anybody from trying one thing too often. */
export interface AttemptLimiter {
  /**
   * Makes one attempt at what `key` names; attempts at the same thing wait for each other. Success forgets the failures.
   * @param work resolves with undefined when the attempt failed
   * @throws TooManyAttemptsError without having called `work`
   */
  attempt<Result>(key: string, work: () => Promise<Result | undefined>): Promise<Result | undefined>;
}
