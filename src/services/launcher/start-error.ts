/** The shop cannot start here and now. Its message is one line that says why; the exit code is 1. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
