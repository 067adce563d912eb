import { HttpError } from '../problems/http-error.js';

/** A revision as an entity tag. */
export function etag(revision: number): string {
  return `"${revision}"`;
}

/**
 * The stream revision an `If-Match` header asks for; undefined when it asks for none (missing or `*`).
 * @throws HttpError 400 `malformed-if-match` for anything but one strong entity tag of ours
 */
export function expectedRevision(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined || ifMatch.trim() === '*') return undefined;
  const digits = /^"(\d{1,15})"$/.exec(ifMatch.trim())?.[1];
  if (digits === undefined) {
    throw new HttpError(
      400,
      'malformed-if-match',
      'If-Match must be one entity tag as ETag gave it, like "3", or *',
    );
  }
  return Number(digits);
}
