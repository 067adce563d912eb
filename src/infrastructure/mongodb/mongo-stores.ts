import type { Db } from 'mongodb';
import type { ProcessorStores } from '../../application/event-processor/processor-stores.js';
import type { DocumentStore } from '../../application/read-models/document-store.js';
import type { ProjectionRegistry } from '../../application/read-models/projection-registry.js';
import { MongoCheckpointStore } from './mongo-checkpoint-store.js';
import { MongoDeadLetterStore } from './mongo-dead-letter-store.js';
import { MongoDocumentStore } from './mongo-document-store.js';
import { MongoLeaseStore } from './mongo-lease-store.js';
import { MongoProjectionRegistry } from './mongo-projection-registry.js';

/** All that a service keeps in its database for its processors and projections. */
export interface MongoStores extends ProcessorStores {
  readonly documents: DocumentStore;
  readonly registry: ProjectionRegistry;
}

export function mongoStores(db: Db): MongoStores {
  return {
    checkpoints: new MongoCheckpointStore(db),
    leases: new MongoLeaseStore(db),
    deadLetters: new MongoDeadLetterStore(db),
    documents: new MongoDocumentStore(db),
    registry: new MongoProjectionRegistry(db),
  };
}
