/** Signing in to the shop has failed; the message is one line that says why. */
export class SignInError extends Error {
  override readonly name = 'SignInError';
}
