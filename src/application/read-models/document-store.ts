import type { Document } from './document.js';
import type { DocumentQuery } from './document-query.js';
import type { Page } from './page.js';

/** A document to be written in the place of what was at `previousRevision` (undefined: nothing). */
export interface DocumentChange {
  readonly document: Document;
  readonly previousRevision: number | undefined;
}

/** The documents of one generation of one read model. Every method throws `TransientError` when the store is away. */
export interface DocumentCollection {
  get(id: string): Promise<Document | undefined>;
  getMany(ids: readonly string[]): Promise<Document[]>;
  page(query: DocumentQuery): Promise<Page<Document>>;
  /**
   * Writes each change whose previous revision is still there, in one round trip; durable when it resolves.
   * Answers the ids of those where something else was found; these are left as they are.
   */
  write(changes: readonly DocumentChange[]): Promise<readonly string[]>;
  count(): Promise<number>;
}

/** Where read models are kept. */
export interface DocumentStore {
  /** Creates the collection and its indexes as far as they are missing. @throws TransientError */
  create(collection: string, indexes: readonly Readonly<Record<string, 1 | -1>>[]): Promise<void>;
  collection(name: string): DocumentCollection;
  /** The names of all collections. @throws TransientError */
  list(): Promise<string[]>;
  /** @throws TransientError */
  drop(collection: string): Promise<void>;
}
