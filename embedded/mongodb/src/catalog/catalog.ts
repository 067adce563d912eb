import type { Document } from '../bson/document.js';
import { encodePacked } from '../bson/encode.js';
import { MongoError } from '../mongo-error.js';
import { OperationKind } from '../storage/operation.js';
import { Collection } from './collection.js';
import type { CollectionOptions } from './collection.js';
import type { Journal } from './journal.js';

const NOTHING = encodePacked({});

/** All databases and their collections. A database exists while it has a collection. */
export class Catalog {
  readonly #collections = new Map<string, Collection>();
  readonly #journal: Journal;
  #nextId = 1;

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  get(db: string, name: string): Collection | undefined {
    return this.#collections.get(`${db}.${name}`);
  }

  /** The collection, created without options if there is none. @throws MongoError InvalidNamespace */
  getOrCreate(db: string, name: string): Collection {
    return this.get(db, name) ?? this.create(db, name, {});
  }

  /** @throws MongoError InvalidNamespace, NamespaceExists, DatabaseDifferCase */
  create(db: string, name: string, options: CollectionOptions): Collection {
    this.#requireNames(db, name);
    if (this.get(db, name) !== undefined) {
      throw new MongoError('NamespaceExists', `Collection ${db}.${name} already exists.`);
    }
    const collection = new Collection(this.#nextId, db, name, options, this.#journal);
    this.#journal.append(
      OperationKind.create,
      collection.id,
      encodePacked({ db, name, options: options as Document }),
    );
    this.#add(collection);
    return collection;
  }

  drop(collection: Collection): void {
    this.#journal.append(OperationKind.drop, collection.id, NOTHING);
    collection.isDropped = true;
    this.#collections.delete(collection.namespace);
  }

  /** Gives a collection another name; one that already has it must be dropped first. */
  rename(collection: Collection, db: string, name: string): void {
    this.#requireNames(db, name);
    this.#journal.append(OperationKind.rename, collection.id, encodePacked({ db, name }));
    this.restoreName(collection, db, name);
  }

  collections(): IterableIterator<Collection> {
    return this.#collections.values();
  }

  /** The collections of one database, by name. */
  collectionsOf(db: string): Collection[] {
    return [...this.#collections.values()].filter((collection) => collection.db === db).sort(byName);
  }

  /** The names of all databases. */
  databases(): string[] {
    return [...new Set([...this.#collections.values()].map(({ db }) => db))].sort();
  }

  /** Recovery: adds a collection without touching the journal. */
  restore(id: number, db: string, name: string, options: CollectionOptions): Collection {
    const collection = new Collection(id, db, name, options, this.#journal);
    this.#add(collection);
    return collection;
  }

  /** Recovery: drops without touching the journal. */
  restoreDrop(collection: Collection): void {
    this.#collections.delete(collection.namespace);
  }

  /** Recovery: renames without touching the journal. */
  restoreName(collection: Collection, db: string, name: string): void {
    this.#collections.delete(collection.namespace);
    collection.db = db;
    collection.name = name;
    this.#collections.set(collection.namespace, collection);
  }

  /** Database names that differ in case only cannot be kept apart everywhere, so MongoDB refuses the second. */
  #requireNames(db: string, name: string): void {
    requireNames(db, name);
    const other = this.databases().find((known) => known.toLowerCase() === db.toLowerCase());
    if (other !== undefined && other !== db) {
      throw new MongoError(
        { code: 13297, name: 'DatabaseDifferCase' },
        `db already exists with different case already have: [${other}] trying to create [${db}]`,
      );
    }
  }

  #add(collection: Collection): void {
    this.#nextId = Math.max(this.#nextId, collection.id + 1);
    this.#collections.set(collection.namespace, collection);
  }
}

/** @throws MongoError InvalidNamespace */
function requireNames(db: string, name: string): void {
  if (!/^[^/\\. "$*<>:|?\0]{1,63}$/.test(db))
    throw new MongoError('InvalidNamespace', `Invalid database name: '${db}'`);
  if (
    name === '' ||
    name.includes('\0') ||
    name.includes('$') ||
    name.startsWith('.') ||
    name.endsWith('.')
  ) {
    throw new MongoError('InvalidNamespace', `Invalid collection name: '${db}.${name}'`);
  }
  if (name.startsWith('system.')) throw new MongoError('InvalidNamespace', `cannot write to '${db}.${name}'`);
  if (Buffer.byteLength(`${db}.${name}`) > 255)
    throw new MongoError('InvalidNamespace', 'Fully qualified namespace is too long');
}

function byName(a: Collection, b: Collection): number {
  return a.name < b.name ? -1 : 1;
}
