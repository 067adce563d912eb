/** The caller asked for a command to be handled at certain revisions only, and the stream is at another. Nothing was changed. */
export class RevisionMismatchError extends Error {
  override readonly name = 'RevisionMismatchError';

  constructor(
    readonly stream: string,
    readonly expected: number | readonly number[],
    /** -1 when the stream does not exist. */
    readonly actual: number,
  ) {
    super(
      `${stream} is at revision ${actual}, not ${[expected].flat().join(' or ') || 'one that was asked for'}`,
    );
  }
}
