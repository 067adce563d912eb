import type { PageRequest } from './page.js';

/** From `from` on, and before `below`: of texts in code point order, or of numbers. */
export interface Range<Value extends string | number> {
  readonly from?: Value | undefined;
  readonly below?: Value | undefined;
}

/** Conditions on top-level fields but `listKey`, all of which must hold. Strings in `contains` match literally anywhere. */
export type Where = Readonly<
  Record<string, string | number | boolean | { readonly contains: string } | Range<string> | Range<number>>
>;

/** A page of documents, by `listKey`. */
export interface DocumentQuery extends PageRequest {
  readonly where: Where;
  readonly order: 'oldest-first' | 'newest-first';
}
