/** Something outside is away for the moment: the same step is worth trying again, unchanged. */
export class TransientError extends Error {
  override readonly name: string = 'TransientError';
}
