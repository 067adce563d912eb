import type { Document } from './document.js';
import { InvalidCursorError } from './invalid-cursor-error.js';
import type { Page } from './page.js';

/** The forms of list keys: time and id, or the position of an event. */
const FORMS = { 'by-age': /^\d{4}-\d\d-\d\dT[\d:.]+Z\/./, 'by-position': /^\d{20}$/ } as const;

/** Which list keys the documents of a read model have. */
export type ListOrder = keyof typeof FORMS;

/** The opaque cursor behind the document with this list key. */
export function cursorAfter(listKey: string): string {
  return Buffer.from(listKey).toString('base64url');
}

/** The list key that a cursor stands for. @throws InvalidCursorError */
export function listKeyOfCursor(cursor: string): string {
  const listKey = Buffer.from(cursor, 'base64url').toString();
  const isKey = Object.values(FORMS).some((form) => form.test(listKey));
  if (!isKey || cursorAfter(listKey) !== cursor) throw new InvalidCursorError();
  return listKey;
}

/** @throws InvalidCursorError for a cursor that no list of this order has given */
export function requireCursorOf(order: ListOrder, cursor: string): void {
  if (!FORMS[order].test(listKeyOfCursor(cursor))) throw new InvalidCursorError();
}

/** A page out of up to `limit + 1` documents: the one too many tells that there is a next page. */
export function pageOf<View extends Document>(found: readonly View[], limit: number): Page<View> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: found.length > limit && last !== undefined ? cursorAfter(last.listKey) : null };
}
