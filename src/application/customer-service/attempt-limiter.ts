/** Too much has been tried in vain; worth another try after `retryAfterSeconds`. */
export class TooManyAttemptsError extends Error {
  override readonly name = 'TooManyAttemptsError';
  readonly code = 'too-many-attempts';

  constructor(readonly retryAfterSeconds: number) {
    super(`Too many attempts failed; try again in ${retryAfterSeconds} seconds`);
  }
}

/** Who tries what. */
export interface Attempt {
  readonly target: string;
  /** The address that it comes from. */
  readonly client: string;
}

/**
 * Keeps anybody from trying one thing too often: strict with each client, so that one alone shuts out nobody but itself, and
 * less so with all of them together.
 */
export interface AttemptLimiter {
  /**
   * Makes an attempt; those of one client at one target wait for each other. Success forgets that client's failures.
   * @param work resolves with undefined when the attempt failed
   * @throws TooManyAttemptsError without having called `work`
   */
  attempt<Result>(attempt: Attempt, work: () => Promise<Result | undefined>): Promise<Result | undefined>;
}
