import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start as startEventStore, type RunningNode } from '@webstore/embedded-eventstoredb';
import { start as startMongo, type RunningServer } from '@webstore/embedded-mongodb';
import type { ProcessorNotice } from '../../../src/application/event-processor/processor-notice.js';
import { generationName } from '../../../src/projections/runtime/generation-name.js';
import { EventStoreDbEventStore } from '../../../src/infrastructure/eventstoredb/event-store-db-event-store.js';
import { MongoConnection, databaseOf } from '../../../src/infrastructure/mongodb/mongo-connection.js';
import type { ServiceStores } from '../../../src/application/service-stores.js';
import { mongoStores } from '../../../src/infrastructure/mongodb/mongo-stores.js';
import { SystemClock } from '../../../src/infrastructure/system/system-clock.js';
import type { Projection } from '../../../src/projections/projection.js';
import { ProjectionRuntime } from '../../../src/projections/runtime/projection-runtime.js';

const service = 'order-service';

/** The read side of one service over real servers. */
export class ReadSide {
  readonly clock = new SystemClock();
  readonly notices: ProcessorNotice[] = [];
  #runtimes: ProjectionRuntime[] = [];

  private constructor(
    private readonly dir: string,
    private nodes: { eventStore: RunningNode; mongo: RunningServer },
    readonly eventStore: EventStoreDbEventStore,
    readonly mongo: MongoConnection,
    readonly stores: ServiceStores,
  ) {}

  static async open(): Promise<ReadSide> {
    const dir = await mkdtemp(join(tmpdir(), 'webstore-projections-'));
    const nodes = {
      eventStore: await startEventStore({ dir: join(dir, 'events'), port: 0 }),
      mongo: await startMongo({ dir: join(dir, 'documents'), port: 0 }),
    };
    const mongo = new MongoConnection({ url: nodes.mongo.url, database: databaseOf(service) });
    const eventStore = new EventStoreDbEventStore(nodes.eventStore.url);
    return new ReadSide(dir, nodes, eventStore, mongo, mongoStores(mongo.db));
  }

  get mongoUrl(): string {
    return this.nodes.mongo.url;
  }

  get eventStoreUrl(): string {
    return this.nodes.eventStore.url;
  }

  start(projections: readonly Projection[], owner = 'order-service-1'): ProjectionRuntime {
    const runtime = new ProjectionRuntime(projections, {
      ...this.stores,
      eventStore: this.eventStore,
      clock: this.clock,
      owner,
      observer: (notice) => this.notices.push(notice),
    });
    this.#runtimes.push(runtime);
    runtime.start();
    return runtime;
  }

  async stopMongo(): Promise<void> {
    await this.nodes.mongo.stop();
  }

  async restartMongo(): Promise<void> {
    const { port } = this.nodes.mongo;
    this.nodes.mongo = await startMongo({ dir: join(this.dir, 'documents'), port });
  }

  async stopEventStore(): Promise<void> {
    await this.nodes.eventStore.stop();
  }

  async restartEventStore(): Promise<void> {
    const { port } = this.nodes.eventStore;
    this.nodes.eventStore = await startEventStore({ dir: join(this.dir, 'events'), port });
  }

  /** The bytes of all documents of the active generation, by id. */
  async rawDocuments(projection: Projection): Promise<string[]> {
    const record = (await this.stores.registry.list()).find(({ name }) => name === projection.name);
    const collection = this.mongo.db.collection(generationName(projection.name, record!.active));
    const found = await collection.find({}, { raw: true }).sort({ _id: 1 }).toArray();
    return found.map((bytes) => Buffer.from(bytes as unknown as Uint8Array).toString('hex'));
  }

  async close(): Promise<void> {
    await Promise.all(this.#runtimes.map((runtime) => runtime.stop()));
    await this.eventStore.dispose();
    await this.mongo.close();
    await this.nodes.mongo.stop();
    await this.nodes.eventStore.stop();
    await rm(this.dir, { recursive: true, force: true });
  }
}

/** Looks until `condition` holds. @throws Error after `withinMs` */
export async function eventually(
  clock: SystemClock,
  condition: () => boolean | Promise<boolean>,
  withinMs = 15_000,
): Promise<void> {
  const deadline = clock.now().getTime() + withinMs;
  while (!(await condition())) {
    if (clock.now().getTime() > deadline) throw new Error(`Not within ${withinMs} ms`);
    await clock.sleep(20);
  }
}
