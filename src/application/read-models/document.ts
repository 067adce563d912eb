/** What a read model keeps for one stream: the fold of its events up to `revision`. */
export interface Document {
  readonly _id: string;
  /** Revision of the last event of the stream that is in here. */
  readonly revision: number;
  /** Place in lists: unique and never changed, so that pages stay stable while documents come and change. */
  readonly listKey: string;
  /**
   * How often an operator has had it replaced at this revision; gone with the next event. Whoever still holds what stood there
   * before meets it as a document that has moved.
   */
  readonly healed?: number;
}

/** The list key of a document whose first event was recorded at `recordedAt` and whose id does not tell: lists run by age. */
export function listKey(recordedAt: string, id: string): string {
  return `${recordedAt}/${id}`;
}
