import type { Document } from './document.js';
import type { DocumentQuery } from './document-query.js';
import type { Page } from './page.js';

/** The documents that queries are answered from. They follow the event store with a short delay. */
export interface ReadModel<View extends Document> {
  readonly name: string;
  /** @throws ReadModelUnavailableError */
  get(id: string): Promise<View | undefined>;
  /** Those of `ids` that there are, in any order. @throws ReadModelUnavailableError */
  getMany(ids: readonly string[]): Promise<View[]>;
  /** @throws ReadModelUnavailableError, InvalidCursorError */
  page(query: DocumentQuery): Promise<Page<View>>;
  /**
   * Waits until the documents show everything up to `position` (see `ConsistencyToken`).
   * False when that took longer than `timeoutMs`. Never throws: what can't be reached is not consistent.
   */
  waitFor(position: bigint, timeoutMs: number): Promise<boolean>;
}
