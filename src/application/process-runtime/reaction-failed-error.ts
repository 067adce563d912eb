/** A process manager threw on an input; being pure, it would throw every time. */
export class ReactionFailedError extends Error {
  override readonly name = 'ReactionFailedError';

  constructor(inputType: string, cause: unknown) {
    super(`the reaction to ${inputType} failed: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}
