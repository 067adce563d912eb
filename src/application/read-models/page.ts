/** A slice of a list. `cursor` is the opaque `nextCursor` of the slice before it. */
export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** A slice of a list, in the list's order. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Where the next slice begins; null at the end. */
  readonly nextCursor: string | null;
}
