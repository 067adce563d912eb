/** A token that nobody here has given out. The caller's mistake: HTTP 400. */
export class InvalidConsistencyTokenError extends Error {
  override readonly name = 'InvalidConsistencyTokenError';
  readonly code = 'invalid-consistency-token';

  constructor() {
    super('The consistency token was not given out by this store');
  }
}

/** The opaque form of a commit position: what a command answers and a query may be asked to wait for. */
export function consistencyToken(position: bigint): string {
  return Buffer.from(`p${position.toString(36)}`, 'latin1').toString('base64url');
}

/** The position behind a token. @throws InvalidConsistencyTokenError */
export function positionOfConsistencyToken(token: string): bigint {
  const text = token.length <= 64 ? Buffer.from(token, 'base64url').toString('latin1') : '';
  if (!/^p[0-9a-z]{1,13}$/.test(text)) throw new InvalidConsistencyTokenError();
  const position = Array.from(text.slice(1)).reduce(
    (sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)),
    0n,
  );
  if (position > 0x7fff_ffff_ffff_ffffn || consistencyToken(position) !== token)
    throw new InvalidConsistencyTokenError();
  return position;
}
