/** A place in a stream as the API and the URL have it, told apart. */
export type RevisionOrMoment =
  | { readonly kind: 'revision'; readonly revision: number }
  | { readonly kind: 'moment'; readonly moment: string };

/** Tells a revision from a moment (ISO 8601); both are texts in the URL. */
export function revisionOrMoment(text: string): RevisionOrMoment {
  return /^\d{1,15}$/.test(text)
    ? { kind: 'revision', revision: Number(text) }
    : { kind: 'moment', moment: text };
}
