/** Somebody is not let in. The code never tells which part of what they gave is wrong. */
export class SignInRefusedError extends Error {
  override readonly name = 'SignInRefusedError';

  constructor(
    readonly code: 'wrong-credentials' | 'refresh-token-refused',
    message: string,
  ) {
    super(message);
  }
}
