import { EventProcessor } from '../../application/event-processor/event-processor.js';
import type {
  Generation,
  ProjectionRecord,
  RebuildFigures,
} from '../../application/read-models/projection-registry.js';
import type { Projection } from '../projection.js';
import { generationName, generationOf, sameGeneration } from './generation-name.js';
import { ProjectionHandler } from './projection-handler.js';
import type { ProjectionRuntimeParts } from './projection-runtime-parts.js';

/** The active generation stands still for about as long as the new one is behind. */
const SMALL_LAG_MS = 500;

/** A holder of a lease that has not let go by then is dead. */
const LEASE_GONE_AFTER_MS = 10_000;

/** The active generation stands still no longer than this for another one to take its place. */
const LONGEST_HANDOVER_MS = 30_000;

/** A generation that this process fills or stands by to fill. */
interface Filling {
  readonly generation: Generation;
  readonly processor: EventProcessor;
}

/**
 * One projection's generations: creates the first, fills a new one beside the active one when the code's version is
 * newer or an operator asks, lets it take over once it has caught up and has no more streams parked than the active one,
 * and clears away what is left behind.
 * Each step is a compare-and-set in the registry, made only after what it refers to exists: any process may die anywhere,
 * and any instance may take the next step.
 */
export class ProjectionLifecycle {
  #record: ProjectionRecord | undefined;
  #fillings: Filling[] = [];

  constructor(
    readonly projection: Projection,
    private readonly parts: ProjectionRuntimeParts,
    private readonly graceMs: number,
  ) {}

  get record(): ProjectionRecord | undefined {
    return this.#record;
  }

  get fillings(): readonly EventProcessor[] {
    return this.#fillings.map(({ processor }) => processor);
  }

  /** The processor that fills what queries read; undefined when this process has none for it. */
  get active(): EventProcessor | undefined {
    return this.#filling(this.#record?.active)?.processor;
  }

  /**
   * Acts upon what stands in the registry. Answers true when it changed something there, so that it wants to be
   * called again with the new state. @throws TransientError
   */
  async advance(record: ProjectionRecord | undefined, collections: ReadonlySet<string>): Promise<boolean> {
    if (record === undefined) return this.#createFirst();
    this.#record = record;
    const filled = record.handover === undefined ? [record.active, record.building] : [record.building];
    const wanted = filled.filter(
      (generation) => generation !== undefined && generation.version === this.projection.version,
    );
    await this.#fill(record.paused === true ? [] : (wanted as Generation[]), collections);
    if (record.paused === true) return false;
    if (!collections.has(this.#name(record.active))) return this.#restart(record);
    if (record.building !== undefined && !this.#usable(record, record.building, collections)) {
      return this.parts.registry.abandon(record.name, record.building);
    }
    if (record.building === undefined && this.#wantsRebuild(record)) return this.#begin(record);
    if (record.building !== undefined && record.handover !== undefined) {
      return this.#finishHandover(record, record.building, record.handover);
    }
    if (record.building !== undefined && (await this.#hasCaughtUp(record, record.building))) {
      const since = this.parts.clock.now().toISOString();
      return this.parts.registry.handOver(record.name, record.building, since);
    }
    await this.#clearAway(record, collections);
    return false;
  }

  async stop(): Promise<void> {
    await this.#fill([], new Set());
  }

  #wantsRebuild(record: ProjectionRecord): boolean {
    return this.projection.version > record.active.version || this.#isAsked(record);
  }

  /** The instance that fills the active generation answers an operator's request. */
  #isAsked({ active, rebuildRequested }: ProjectionRecord): boolean {
    return rebuildRequested === true && this.#filling(active)?.processor.status.role !== 'following';
  }

  /** What is of an older version, lost, or to be begun anew is of no use. Another process may be filling a newer version. */
  #usable(record: ProjectionRecord, building: Generation, collections: ReadonlySet<string>): boolean {
    if (building.version < this.projection.version || !collections.has(this.#name(building))) return false;
    return building.version > this.projection.version || !this.#isAsked(record);
  }

  async #createFirst(): Promise<boolean> {
    const active = await this.#newGeneration(undefined);
    const activeSince = this.parts.clock.now().toISOString();
    await this.parts.registry.create({ name: this.projection.name, active, activeSince });
    return true;
  }

  /** The documents of the active generation are gone: an empty one answers while it fills. */
  async #restart(record: ProjectionRecord): Promise<boolean> {
    if (this.projection.version < record.active.version) return false;
    const active = await this.#newGeneration(record);
    return this.parts.registry.restart(
      record.name,
      record.active,
      active,
      this.parts.clock.now().toISOString(),
    );
  }

  async #begin(record: ProjectionRecord): Promise<boolean> {
    return this.parts.registry.begin(record.name, await this.#newGeneration(record));
  }

  /** Creates the collection before anybody hears of it. */
  async #newGeneration(record: ProjectionRecord | undefined): Promise<Generation> {
    const now = this.parts.clock.now().getTime();
    const generation = Math.max(now, (record?.active.generation ?? 0) + 1);
    const created = { version: this.projection.version, generation };
    await this.parts.documents.create(this.#name(created), this.projection.indexes);
    return created;
  }

  /** Whether so little is missing in `building` that the active generation may stand still for it. */
  async #hasCaughtUp(record: ProjectionRecord, building: Generation): Promise<boolean> {
    const status = this.#filling(building)?.processor.status;
    if (status?.role !== 'leading' || !status.caughtUp || status.lagMs > SMALL_LAG_MS) return false;
    return !(await this.#isWorse(record, building));
  }

  async #hasReached(applied: bigint | undefined, goal: bigint | undefined): Promise<boolean> {
    if (goal === undefined || (applied !== undefined && applied >= goal)) return true;
    return !(await this.parts.eventStore.hasEventsBetween(this.projection.filter, applied, goal));
  }

  /**
   * Lets `building` take over once nobody fills the active generation any more and nothing that this one shows is missing:
   * so no query ever goes back in time. One that does not get there is given up, and the active generation goes on.
   */
  async #finishHandover(record: ProjectionRecord, building: Generation, since: string): Promise<boolean> {
    const age = this.parts.clock.now().getTime() - Date.parse(since);
    if (age > LONGEST_HANDOVER_MS) return this.parts.registry.abandon(record.name, building);
    const processor = this.#filling(building)?.processor;
    if (processor?.status.role !== 'leading') return false;
    const active = this.#name(record.active);
    const lease = await this.parts.leases.read(active);
    const isFilled = lease !== undefined && lease.owner !== null && age < LEASE_GONE_AFTER_MS;
    if (isFilled) return false;
    const goal = await this.parts.checkpoints.load(active);
    return (await this.#hasReached(processor.appliedPosition, goal)) && this.#activate(record, building);
  }

  /** Whether more streams are poisoned in `building` than in what queries read: then it must not take over. */
  async #isWorse(record: ProjectionRecord, building: Generation): Promise<boolean> {
    const { deadLetters } = this.parts;
    const parked = (await deadLetters.parkedKeys(this.#name(building))).length;
    return parked > 0 && parked > (await deadLetters.parkedKeys(this.#name(record.active))).length;
  }

  async #activate(record: ProjectionRecord, building: Generation): Promise<boolean> {
    const now = this.parts.clock.now();
    const figures: RebuildFigures = {
      documents: await this.parts.documents.collection(this.#name(building)).count(),
      milliseconds: Math.max(0, now.getTime() - building.generation),
    };
    return this.parts.registry.activate(record.name, building, now.toISOString(), figures);
  }

  /** Runs processors for exactly these generations. */
  async #fill(wanted: readonly Generation[], collections: ReadonlySet<string>): Promise<void> {
    const present = wanted.filter((generation) => collections.has(this.#name(generation)));
    const kept = this.#fillings.filter((filling) =>
      present.some((generation) => sameGeneration(generation, filling.generation)),
    );
    const dropped = this.#fillings.filter((filling) => !kept.includes(filling));
    const added = present.filter((generation) => this.#filling(generation) === undefined);
    this.#fillings = kept;
    for (const generation of added) {
      await this.parts.documents.create(this.#name(generation), this.projection.indexes);
      const processor = this.#processor(generation);
      this.#fillings.push({ generation, processor });
      processor.start();
    }
    await Promise.all(dropped.map(({ processor }) => processor.stop()));
  }

  #processor(generation: Generation): EventProcessor {
    const name = this.#name(generation);
    const { eventStore, unhurriedFeed = eventStore, documents, upcast } = this.parts;
    const handler = new ProjectionHandler(
      name,
      this.projection,
      documents.collection(name),
      eventStore,
      upcast,
    );
    const { lingerMs, unhurried } = this.projection;
    const feed = unhurried === true ? unhurriedFeed : eventStore;
    const settings = { ...this.parts.settings, ...(lingerMs !== undefined && { lingerMs }) };
    return new EventProcessor({ ...this.parts, eventStore: feed, settings, handler });
  }

  #filling(generation: Generation | undefined): Filling | undefined {
    return this.#fillings.find((filling) => sameGeneration(filling.generation, generation));
  }

  /** Drops what is neither read nor filled, once no other instance can still be reading it. */
  async #clearAway(record: ProjectionRecord, collections: ReadonlySet<string>): Promise<void> {
    const now = this.parts.clock.now().getTime();
    if (now - Date.parse(record.activeSince) < this.graceMs) return;
    for (const collection of collections) {
      const generation = generationOf(this.projection.name, collection);
      if (generation === undefined || now - generation.generation < this.graceMs) continue;
      if (sameGeneration(generation, record.active) || sameGeneration(generation, record.building)) continue;
      await this.parts.checkpoints.remove(collection);
      await this.parts.deadLetters.removeHandler(collection);
      await this.parts.leases.remove(collection);
      await this.parts.documents.drop(collection);
    }
  }

  #name(generation: Generation): string {
    return generationName(this.projection.name, generation);
  }
}
