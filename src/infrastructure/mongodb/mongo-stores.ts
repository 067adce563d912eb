import type { Db } from 'mongodb';
import type { ServiceStores } from '../../application/service-stores.js';
import { MongoCheckpointStore } from './mongo-checkpoint-store.js';
import { MongoDeadLetterStore } from './mongo-dead-letter-store.js';
import { MongoDocumentStore } from './mongo-document-store.js';
import { MongoLeaseStore } from './mongo-lease-store.js';
import { MongoProjectionRegistry } from './mongo-projection-registry.js';

/** What a service keeps, in its database. */
export function mongoStores(db: Db): ServiceStores {
  return {
    checkpoints: new MongoCheckpointStore(db),
    leases: new MongoLeaseStore(db),
    deadLetters: new MongoDeadLetterStore(db),
    documents: new MongoDocumentStore(db),
    registry: new MongoProjectionRegistry(db),
  };
}
