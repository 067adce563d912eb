import { MongoServerError, type Db } from 'mongodb';
import type { Document } from '../../application/read-models/document.js';
import type { DocumentCollection, DocumentStore } from '../../application/read-models/document-store.js';
import { MongoDocumentCollection } from './mongo-document-collection.js';
import { available } from './unavailable.js';

const namespaceExists = 48;

/** Read models in a MongoDB database, one collection per generation. */
export class MongoDocumentStore implements DocumentStore {
  constructor(private readonly db: Db) {}

  async create(collection: string, indexes: readonly Readonly<Record<string, 1 | -1>>[]): Promise<void> {
    try {
      await available(() => this.db.createCollection(collection));
    } catch (error) {
      if (!(error instanceof MongoServerError && error.code === namespaceExists)) throw error;
    }
    const keys = indexes.map((key) => ({ key }));
    if (keys.length > 0) await available(() => this.db.collection(collection).createIndexes(keys));
  }

  collection(name: string): DocumentCollection {
    return new MongoDocumentCollection(this.db.collection<Document>(name));
  }

  async list(): Promise<string[]> {
    const found = this.db.listCollections({}, { nameOnly: true });
    return (await available(() => found.toArray())).map(({ name }) => name);
  }

  async drop(collection: string): Promise<void> {
    await available(() => this.db.dropCollection(collection));
  }
}
