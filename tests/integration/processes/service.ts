import type { EventHandler } from '../../../src/application/event-handler.js';
import { EventProcessor } from '../../../src/application/event-processor/event-processor.js';
import type { EventStore } from '../../../src/application/event-store.js';
import {
  DeadlineScheduler,
  type Wakeable,
} from '../../../src/application/process-runtime/deadline-scheduler.js';
import type { ProcessDocument } from '../../../src/application/read-models/process-view.js';
import type { ReadModel } from '../../../src/application/read-models/read-model.js';
import { EventStoreDbEventStore } from '../../../src/infrastructure/eventstoredb/event-store-db-event-store.js';
import { MongoConnection } from '../../../src/infrastructure/mongodb/mongo-connection.js';
import { MongoProcessWakeups } from '../../../src/infrastructure/mongodb/mongo-process-wakeups.js';
import { mongoStores } from '../../../src/infrastructure/mongodb/mongo-stores.js';
import { SystemClock } from '../../../src/infrastructure/system/system-clock.js';
import { SystemRandomness } from '../../../src/infrastructure/system/system-randomness.js';
import { processes } from '../../../src/projections/processes.js';
import { ProjectionRuntime } from '../../../src/projections/runtime/projection-runtime.js';
import { alteredEventStore } from '../../support/altered-event-store.js';
import type { Nodes } from './nodes.js';

export interface ServiceParts {
  readonly eventStore: EventStore;
  readonly clock: SystemClock;
  readonly randomness: SystemRandomness;
}

/** A service around one process manager, as its composition root puts it together, against real nodes. */
export class Service {
  readonly eventStore: EventStoreDbEventStore;
  readonly processes: ReadModel<ProcessDocument>;
  readonly #mongo: MongoConnection;
  readonly #parts: readonly { start(): void; stop(): Promise<void> }[];
  #dead = false;
  #stopped: Promise<unknown> | undefined;

  /** @param build makes the runtime over an event store that fails from `kill` on */
  constructor(nodes: Nodes, database: string, build: (parts: ServiceParts) => EventHandler & Wakeable) {
    const clock = new SystemClock();
    this.eventStore = new EventStoreDbEventStore(nodes.eventStoreUrl);
    this.#mongo = new MongoConnection({ url: nodes.mongoUrl, database });
    const stores = mongoStores(this.#mongo.db);
    const handler = build({ eventStore: this.#mortal(), clock, randomness: new SystemRandomness() });
    const projection = processes([handler.managerName]);
    const common = { ...stores, eventStore: this.eventStore, clock, owner: 'service-1' };
    const projections = new ProjectionRuntime([projection], { ...common, registryPollMs: 50 });
    this.processes = projections.readModel(projection);
    const scheduler = new DeadlineScheduler({
      processes: handler,
      wakeups: new MongoProcessWakeups(this.#mongo.db, stores.registry),
      clock,
      onFailure: () => undefined,
      intervalMs: 50,
    });
    this.#parts = [new EventProcessor({ ...common, handler }), projections, scheduler];
    for (const part of this.#parts) part.start();
  }

  /** From here on nothing takes effect any more, in the middle of whatever it was doing. */
  kill(): void {
    this.#dead = true;
    this.#stopped = Promise.all(this.#parts.map((part) => part.stop()));
  }

  async stop(): Promise<void> {
    await (this.#stopped ?? Promise.all(this.#parts.map((part) => part.stop())));
    await this.#mongo.close();
    await this.eventStore.dispose();
  }

  #mortal(): EventStore {
    const store = this.eventStore;
    return alteredEventStore(store, {
      append: async (...append) => {
        if (this.#dead) throw new Error('killed');
        const result = await store.append(...append);
        if (this.#dead) throw new Error('killed');
        return result;
      },
    });
  }
}
