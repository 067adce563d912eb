import type { EventFilter } from '../../../src/application/event-filter.js';
import type { RecordedEvent } from '../../../src/application/recorded-event.js';
import { without } from '../../../src/application/read-models/without.js';
import type { ServiceStores } from '../../../src/application/service-stores.js';
import type { Document } from '../../../src/application/read-models/document.js';
import type { ReadSide } from '../../../src/projections/operations/read-side.js';
import type { Projection } from '../../../src/projections/projection.js';
import { generationName } from '../../../src/projections/runtime/generation-name.js';
import { ProjectionHandler } from '../../../src/projections/runtime/projection-handler.js';
import { InMemoryEventStore } from '../../../src/testing/in-memory-event-store.js';
import { inMemoryProcessorStores } from '../../../src/testing/in-memory-processor-stores.js';
import {
  InMemoryDocumentStore,
  InMemoryProjectionRegistry,
  type InMemoryDocumentCollection,
} from '../../../src/testing/in-memory-read-models.js';
import { ManualClock } from '../../../src/testing/manual-clock.js';

/** A read side in memory whose one read model a test fills step by step, as a running service would. */
export class OperatedReadSide<View extends Document> implements ReadSide {
  readonly clock = new ManualClock();
  readonly eventStore = new InMemoryEventStore(() => this.clock.now());
  readonly documentStore = new InMemoryDocumentStore();
  readonly stores: ServiceStores = {
    ...inMemoryProcessorStores(),
    documents: this.documentStore,
    registry: new InMemoryProjectionRegistry(),
  };
  readonly projections: readonly Projection[];
  readonly collection: string;
  readonly documents: InMemoryDocumentCollection;

  constructor(readonly projection: Projection<View>) {
    const { name, version } = projection;
    const active = { version, generation: 1 };
    this.projections = [projection as unknown as Projection];
    this.collection = generationName(name, active);
    this.documents = this.documentStore.collection(this.collection);
    void this.stores.registry.create({ name, active, activeSince: this.clock.now().toISOString() });
  }

  get filter(): EventFilter {
    return this.projection.filter;
  }

  /** What fills the read model; each holds documents of its own in memory. */
  handler(): ProjectionHandler {
    return new ProjectionHandler(
      this.collection,
      this.projection as unknown as Projection,
      this.documents,
      this.eventStore,
    );
  }

  /** Lets a handler take in events, and notes how far it is. */
  async take(handler: ProjectionHandler, events: readonly RecordedEvent[]): Promise<void> {
    await handler.handle(events);
    const last = events.at(-1);
    if (last !== undefined) await this.stores.checkpoints.store(this.collection, last.position);
  }

  /** The documents as their events make them, whether or not they were healed. */
  get unmarked(): readonly Document[] {
    return this.documents.all.map((document) => without(document, 'healed'));
  }

  /** Changes a document behind everybody's back. */
  async tamper(id: string, change: (document: View) => View): Promise<void> {
    const before = (await this.documents.get(id)) as View;
    await this.documents.remove(before);
    await this.documents.write([{ document: change(before), previousRevision: undefined }]);
  }
}
