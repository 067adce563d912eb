import type { Document } from '../bson/document.js';
import { decodeDocument } from '../bson/decode.js';
import { encodePacked } from '../bson/encode.js';
import { flatKey, orderKey } from '../bson/order-key.js';
import { MongoError } from '../mongo-error.js';
import type { Matcher } from '../query/matcher.js';
import { compileFilter } from '../query/matcher.js';
import { OperationKind } from '../storage/operation.js';
import { pack } from '../storage/packed-document.js';
import type { PackedDocument } from '../storage/packed-document.js';
import type { IndexDefinition } from './index-definition.js';
import { indexSpec } from './index-definition.js';
import type { IndexKeys } from './index-keys.js';
import type { Journal } from './journal.js';
import { duplicateKey, SecondaryIndex } from './secondary-index.js';
import { SortedEntries } from './sorted-entries.js';
import { StoredDocument } from './stored-document.js';

const ID_ONLY: ReadonlySet<string> = new Set(['_id']);

/** What a collection was created with. */
export interface CollectionOptions {
  readonly validator?: Document;
  readonly validationLevel?: 'off' | 'strict' | 'moderate';
  readonly validationAction?: 'error' | 'warn';
}

/** The documents of one collection in memory, with their indexes; every change goes through the journal first. */
export class Collection {
  readonly id: number;
  readonly options: CollectionOptions;
  /** Whether it was dropped: cursors that still read it must not go on. */
  isDropped = false;
  readonly #documents = new Map<string, StoredDocument>();
  readonly #indexes = new Map<string, SecondaryIndex>();
  readonly #journal: Journal;
  readonly #validator: Matcher | undefined;
  #byId: SortedEntries | undefined;
  #nextRecordId = 1;
  #bytes = 0;

  constructor(
    id: number,
    public db: string,
    public name: string,
    options: CollectionOptions,
    journal: Journal,
  ) {
    this.id = id;
    this.options = options;
    this.#journal = journal;
    this.#validator = options.validator && compileFilter(options.validator);
  }

  /** `db.collection` */
  get namespace(): string {
    return `${this.db}.${this.name}`;
  }

  /** How many documents there are. */
  get size(): number {
    return this.#documents.size;
  }

  /** Bytes of BSON of all documents. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The document whose `_id` has this order key. */
  get(idKey: string): StoredDocument | undefined {
    return this.#documents.get(idKey);
  }

  /** All documents in natural order (of insertion). */
  documents(): IterableIterator<StoredDocument> {
    return this.#documents.values();
  }

  /** The documents in the order of their `_id`s; built when it is first asked for, and kept from then on. */
  idOrder(): SortedEntries {
    if (this.#byId === undefined) {
      this.#byId = new SortedEntries();
      for (const record of this.#documents.values()) this.#byId.add(record.idKey, record);
    }
    return this.#byId;
  }

  /** The secondary indexes (that on `_id` is the collection itself). */
  indexes(): Iterable<SecondaryIndex> {
    return this.#indexes.values();
  }

  index(name: string): SecondaryIndex | undefined {
    return this.#indexes.get(name);
  }

  /**
   * Adds a document, given as BSON whose first field is `_id`.
   * @throws MongoError DuplicateKey, DocumentValidationFailure
   */
  insert(packed: PackedDocument, id: unknown): StoredDocument {
    const idKey = flatKey(orderKey(id));
    if (this.#documents.has(idKey)) throw duplicateKey(this.namespace, '_id_', { _id: 1 }, { _id: id });
    const record = new StoredDocument(this.#nextRecordId, idKey, packed);
    const changes =
      this.#indexes.size === 0 && this.#validator === undefined
        ? []
        : this.#prepare(record, undefined, packed);
    this.#journal.append(OperationKind.put, this.id, packed);
    this.#nextRecordId += 1;
    this.#documents.set(idKey, record);
    this.#byId?.add(idKey, record);
    this.#bytes += packed.length;
    for (const { index, added } of changes) index.add(added, record);
    return record;
  }

  /**
   * Puts another document with the same `_id` in place of `record`'s.
   * @throws MongoError DuplicateKey, DocumentValidationFailure
   */
  replace(record: StoredDocument, packed: PackedDocument): void {
    const changes =
      this.#indexes.size === 0 && this.#validator === undefined
        ? []
        : this.#prepare(record, record.packed, packed);
    this.#journal.append(OperationKind.put, this.id, packed);
    this.#bytes += packed.length - record.packed.length;
    record.packed = packed;
    for (const { index, removed, added } of changes) {
      if (removed !== undefined) index.remove(removed, record);
      index.add(added, record);
    }
  }

  remove(record: StoredDocument): void {
    this.#journal.append(OperationKind.remove, this.id, encodePacked(record.decode(ID_ONLY)));
    for (const index of this.#indexes.values())
      index.remove(index.keysOf(record.decode(index.dependsOn)), record);
    this.#forget(record);
  }

  /** Builds an index over all documents. @throws MongoError DuplicateKey */
  createIndex(definition: IndexDefinition): void {
    const index = this.#build(definition, true);
    this.#journal.append(OperationKind.createIndex, this.id, encodePacked(indexSpec(definition)));
    this.#indexes.set(definition.name, index);
  }

  dropIndex(name: string): void {
    this.#journal.append(OperationKind.dropIndex, this.id, encodePacked({ name }));
    this.#indexes.delete(name);
  }

  /** Recovery: takes a document over without touching indexes or journal; {@link restoreIndexes} comes last. */
  restore(document: Buffer): void {
    const idKey = flatKey(orderKey(decodeDocument(document, 0, ID_ONLY)['_id']));
    const packed = pack(document);
    const known = this.#documents.get(idKey);
    if (known === undefined) {
      this.#documents.set(idKey, new StoredDocument(this.#nextRecordId, idKey, packed));
      this.#nextRecordId += 1;
      this.#bytes += packed.length;
    } else {
      this.#bytes += packed.length - known.packed.length;
      known.packed = packed;
    }
  }

  /** Recovery: removes the document with the `_id` of `document`. */
  restoreRemoval(document: Buffer): void {
    const record = this.#documents.get(orderKey(decodeDocument(document)['_id']));
    if (record !== undefined) this.#forget(record);
  }

  /** Recovery: builds the indexes over what was restored. */
  restoreIndexes(definitions: Iterable<IndexDefinition>): void {
    for (const definition of definitions) this.#indexes.set(definition.name, this.#build(definition, false));
  }

  #build(definition: IndexDefinition, check: boolean): SecondaryIndex {
    const index = new SecondaryIndex(definition);
    for (const record of this.#documents.values()) {
      const keys = index.keysOf(record.decode(index.dependsOn));
      if (check) index.requireUnique(keys, record, this.namespace);
      index.add(keys, record);
    }
    return index;
  }

  #forget(record: StoredDocument): void {
    record.alive = false;
    this.#byId?.remove(record.idKey, record);
    this.#documents.delete(record.idKey);
    this.#bytes -= record.packed.length;
  }

  /** Checks everything that may refuse the change, and says what becomes of the indexes. */
  #prepare(record: StoredDocument, before: PackedDocument | undefined, after: PackedDocument): IndexChange[] {
    const document = new StoredDocument(0, record.idKey, after).decode();
    const old = before === undefined ? undefined : record.decode();
    this.#validate(document, old);
    const changes: IndexChange[] = [];
    for (const index of this.#indexes.values()) {
      const added = index.keysOf(document);
      const removed = old && index.keysOf(old);
      if (removed !== undefined && sameKeys(removed, added)) continue;
      index.requireUnique(added, record, this.namespace);
      changes.push({ index, removed, added });
    }
    return changes;
  }

  #validate(document: Document, old: Document | undefined): void {
    const { validationLevel = 'strict', validationAction = 'error' } = this.options;
    if (this.#validator === undefined || validationLevel === 'off' || validationAction === 'warn') return;
    if (this.#validator.matches(document)) return;
    if (validationLevel === 'moderate' && old !== undefined && !this.#validator.matches(old)) return;
    throw new MongoError('DocumentValidationFailure', 'Document failed validation', {
      errInfo: { failingDocumentId: document['_id'] },
    });
  }
}

interface IndexChange {
  readonly index: SecondaryIndex;
  readonly removed: IndexKeys | undefined;
  readonly added: IndexKeys;
}

function sameKeys(a: IndexKeys, b: IndexKeys): boolean {
  if (a.entries.size !== b.entries.size) return false;
  for (const key of a.entries.keys()) if (!b.entries.has(key)) return false;
  return true;
}
