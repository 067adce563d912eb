/** Why a command could not do what was asked, in one line. Exit code 2 for misuse, 1 for everything else. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';

  constructor(
    message: string,
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(message);
  }
}
