/** Options that cannot be followed. Its message is one line for whoever typed them; the exit code is 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
