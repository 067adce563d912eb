import type { Document } from './document.js';
import { InvalidCursorError } from './invalid-cursor-error.js';
import type { Page } from './page.js';

/** By time and id, or by position. */
const LIST_KEY = /^(?:\d{4}-\d\d-\d\dT[\d:.]+Z\/.|\d{20}$)/;

/** The opaque cursor behind the document with this list key. */
export function cursorAfter(listKey: string): string {
  return Buffer.from(listKey).toString('base64url');
}

/** The list key that a cursor stands for. @throws InvalidCursorError */
export function listKeyOfCursor(cursor: string): string {
  const listKey = Buffer.from(cursor, 'base64url').toString();
  if (!LIST_KEY.test(listKey) || cursorAfter(listKey) !== cursor) throw new InvalidCursorError();
  return listKey;
}

/** A page out of up to `limit + 1` documents: the one too many tells that there is a next page. */
export function pageOf<View extends Document>(found: readonly View[], limit: number): Page<View> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: found.length > limit && last !== undefined ? cursorAfter(last.listKey) : null };
}
