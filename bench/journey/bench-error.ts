/** The measurement can't go on; the message is one line that says why. */
export class BenchError extends Error {
  override readonly name = 'BenchError';
}
