/** Somebody else appended to the stream first: reload, decide again. */
export class WrongExpectedRevisionError extends Error {
  override readonly name = 'WrongExpectedRevisionError';

  constructor(
    readonly stream: string,
    readonly expected: number | 'no-stream' | 'any',
    /** The stream's last revision as far as the store told it. */
    readonly actual: number | 'no-stream' | undefined,
  ) {
    super(`${stream} was expected at ${expected} but is at ${actual ?? 'another revision'}`);
  }
}
