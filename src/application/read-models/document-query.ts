import type { PageRequest } from './page.js';

/** Conditions on top-level fields, all of which must hold. Strings in `contains` match literally anywhere. */
export type Where = Readonly<Record<string, string | number | boolean | { readonly contains: string }>>;

/** A page of documents, by `listKey`. */
export interface DocumentQuery extends PageRequest {
  readonly where: Where;
  readonly order: 'oldest-first' | 'newest-first';
}
