/** The demo cannot go on; its message is one line that says why. */
export class DemoError extends Error {
  override readonly name = 'DemoError';
}
