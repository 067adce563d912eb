import type { Document } from './document.js';
import type { DocumentQuery, Where } from './document-query.js';
import type { Page } from './page.js';

/** A document to be written in the place of what was at `previousRevision` (undefined: nothing), and as often healed. */
export interface DocumentChange {
  readonly document: Document;
  readonly previousRevision: number | undefined;
  readonly previousHealed?: number | undefined;
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
  /** Takes a document away if it still stands as it was seen. False when it has moved or is gone. */
  remove(seen: Pick<Document, '_id' | 'revision' | 'healed'>): Promise<boolean>;
  /** Of those that the conditions hold for; of all (about) without. */
  count(where?: Where): Promise<number>;
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
