import { HttpError } from '../problems/http-error.js';

/** A revision as an entity tag. */
export function etag(revision: number): string {
  return `"${revision}"`;
}

/** One element of an `If-Match` list (RFC 9110, 8.8.3): what stands between the quotes, and whether the tag is weak. */
const ENTITY_TAG = /[\s,]*(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"[ \t]*(?=,|$)/y;

/**
 * The stream revisions that an `If-Match` header asks for; undefined when any will do (missing or `*`: the command itself
 * refuses what is not there). Comparison is strong (RFC 9110, 13.1.1): a weak tag matches none, as does one that is not
 * ours, so the list may be empty.
 * @throws HttpError 400 `malformed-if-match` for what is no list of entity tags
 */
export function expectedRevisions(ifMatch: string | undefined): readonly number[] | undefined {
  if (ifMatch === undefined || ifMatch.trim() === '*') return undefined;
  const revisions: number[] = [];
  ENTITY_TAG.lastIndex = 0;
  let end = 0;
  for (let tag = ENTITY_TAG.exec(ifMatch); tag !== null; tag = ENTITY_TAG.exec(ifMatch)) {
    end = ENTITY_TAG.lastIndex;
    const [, weak, opaque = ''] = tag;
    if (weak === undefined && /^(?:0|[1-9]\d{0,14})$/.test(opaque)) revisions.push(Number(opaque));
  }
  if (end > 0 && /^[\s,]*$/.test(ifMatch.slice(end))) return revisions;
  throw new HttpError(
    400,
    'malformed-if-match',
    'If-Match must list entity tags as ETag gave them, like "3", or be *',
  );
}
