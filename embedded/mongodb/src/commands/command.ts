import type { Document } from '../bson/document.js';
import type { Catalog } from '../catalog/catalog.js';
import type { DocumentStore } from '../storage/document-store.js';
import type { CursorRegistry } from '../cursor/cursor-registry.js';

/** What a command works with. */
export interface CommandContext {
  /** The database it is addressed to. */
  readonly db: string;
  readonly body: Document;
  readonly catalog: Catalog;
  readonly store: DocumentStore;
  readonly cursors: CursorRegistry;
  readonly connectionId: number;
  /** Milliseconds since 1970. */
  now(): number;
}

/** One command of the server. */
export interface Command {
  readonly name: string;
  /** Options it honours, or may ignore without the answer becoming wrong. */
  readonly options: readonly string[];
  /** Options MongoDB knows and this server does not: answered with InvalidOptions. */
  readonly refused?: readonly string[];
  /** Whether it only works on the `admin` database. */
  readonly adminOnly?: boolean;
  /** Whether its answer must wait for the changes it made to be durable. */
  readonly writes?: boolean;
  /** The answer, without `ok`. @throws MongoError */
  run(context: CommandContext): Document | Promise<Document>;
}
