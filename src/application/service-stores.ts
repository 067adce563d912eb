import type { ProcessorStores } from './event-processor/processor-stores.js';
import type { DocumentStore } from './read-models/document-store.js';
import type { ProjectionRegistry } from './read-models/projection-registry.js';

/** All that one service keeps for its processors and projections. */
export interface ServiceStores extends ProcessorStores {
  readonly documents: DocumentStore;
  readonly registry: ProjectionRegistry;
}
