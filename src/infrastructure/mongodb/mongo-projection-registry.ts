import { MongoServerError, type Collection, type Db, type Filter, type UpdateFilter } from 'mongodb';
import type {
  Generation,
  ProjectionRecord,
  ProjectionRegistry,
  RebuildFigures,
} from '../../application/read-models/projection-registry.js';
import { available } from './unavailable.js';

type StoredRecord = Omit<ProjectionRecord, 'name'> & { readonly _id: string };

const duplicateKey = 11_000;

/** The registry in the collection `projections`, one document per read model; every change is one guarded update. */
export class MongoProjectionRegistry implements ProjectionRegistry {
  readonly #records: Collection<StoredRecord>;

  constructor(db: Db) {
    this.#records = db.collection('projections');
  }

  async list(): Promise<ProjectionRecord[]> {
    const found = await available(() => this.#records.find().sort({ _id: 1 }).toArray());
    return found.map(({ _id, ...record }) => ({ name: _id, ...record }));
  }

  async create({ name, ...record }: ProjectionRecord): Promise<boolean> {
    try {
      await available(() => this.#records.insertOne({ _id: name, ...record }));
      return true;
    } catch (error) {
      if (error instanceof MongoServerError && error.code === duplicateKey) return false;
      throw error;
    }
  }

  async requestRebuild(name: string): Promise<boolean> {
    return this.#update({ _id: name }, { $set: { rebuildRequested: true } });
  }

  async pause(name: string, paused: boolean): Promise<boolean> {
    return this.#update({ _id: name }, paused ? { $set: { paused } } : { $unset: { paused: true } });
  }

  async begin(name: string, building: Generation): Promise<boolean> {
    const idle = { _id: name, building: { $exists: false } };
    return this.#update(idle, { $set: { building }, $unset: { rebuildRequested: true } });
  }

  async handOver(name: string, building: Generation, since: string): Promise<boolean> {
    return this.#update(stillBuilding(name, building), { $set: { handover: since } });
  }

  async activate(
    name: string,
    building: Generation,
    since: string,
    figures: RebuildFigures,
  ): Promise<boolean> {
    return this.#update(stillBuilding(name, building), {
      $set: { active: building, activeSince: since, figures },
      $unset: { building: true, handover: true },
    });
  }

  async abandon(name: string, building: Generation): Promise<boolean> {
    return this.#update(stillBuilding(name, building), {
      $unset: { building: true, handover: true },
    });
  }

  async restart(name: string, lost: Generation, active: Generation, since: string): Promise<boolean> {
    const stillLost = { _id: name, 'active.version': lost.version, 'active.generation': lost.generation };
    return this.#update(stillLost, { $set: { active, activeSince: since }, $unset: { figures: true } });
  }

  async #update(expected: Filter<StoredRecord>, change: UpdateFilter<StoredRecord>): Promise<boolean> {
    const { matchedCount } = await available(() => this.#records.updateOne(expected, change));
    return matchedCount === 1;
  }
}

function stillBuilding(name: string, { version, generation }: Generation): Filter<StoredRecord> {
  return { _id: name, 'building.version': version, 'building.generation': generation };
}
