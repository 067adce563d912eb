import type { PageRequest } from './page.js';

/** A part of the texts in code point order: from `from` on, and before `below`. */
export interface TextRange {
  readonly from?: string | undefined;
  readonly below?: string | undefined;
}

/** Conditions on top-level fields but `listKey`, all of which must hold. Strings in `contains` match literally anywhere. */
export type Where = Readonly<
  Record<string, string | number | boolean | { readonly contains: string } | TextRange>
>;

/** A page of documents, by `listKey`. */
export interface DocumentQuery extends PageRequest {
  readonly where: Where;
  readonly order: 'oldest-first' | 'newest-first';
}
