import { MongoServerError, type Collection, type Db } from 'mongodb';
import type { Lease, LeaseStore } from '../../application/event-processor/lease-store.js';
import { available } from './unavailable.js';

interface StoredLease {
  readonly _id: string;
  readonly owner: string | null;
  readonly epoch: number;
  readonly heartbeat: number;
}

const duplicateKey = 11_000;

/** Leases in the collection `leases`, one document per handler. */
export class MongoLeaseStore implements LeaseStore {
  readonly #leases: Collection<StoredLease>;

  constructor(db: Db) {
    this.#leases = db.collection('leases');
  }

  async read(handler: string): Promise<Lease | undefined> {
    const found = await available(() => this.#leases.findOne({ _id: handler }));
    if (found === null) return undefined;
    const { owner, epoch, heartbeat } = found;
    return { handler, owner, epoch, heartbeat };
  }

  async take(handler: string, owner: string, seen: Lease | undefined): Promise<Lease | undefined> {
    const lease = { owner, epoch: (seen?.epoch ?? 0) + 1, heartbeat: 0 };
    const taken =
      seen === undefined
        ? await this.#insert({ _id: handler, ...lease })
        : await this.#set(
            { _id: handler, owner: seen.owner, epoch: seen.epoch, heartbeat: seen.heartbeat },
            lease,
          );
    return taken ? { handler, ...lease } : undefined;
  }

  async renew({ handler, owner, epoch }: Lease): Promise<boolean> {
    const mine = { _id: handler, owner, epoch };
    const { matchedCount } = await available(() => this.#leases.updateOne(mine, { $inc: { heartbeat: 1 } }));
    return matchedCount === 1;
  }

  async release({ handler, owner, epoch }: Lease): Promise<void> {
    await this.#set({ _id: handler, owner, epoch }, { owner: null });
  }

  async remove(handler: string): Promise<void> {
    await available(() => this.#leases.deleteOne({ _id: handler }));
  }

  async #insert(lease: StoredLease): Promise<boolean> {
    try {
      await available(() => this.#leases.insertOne(lease));
      return true;
    } catch (error) {
      if (error instanceof MongoServerError && error.code === duplicateKey) return false;
      throw error;
    }
  }

  async #set(expected: Partial<StoredLease>, lease: Partial<StoredLease>): Promise<boolean> {
    const { matchedCount } = await available(() => this.#leases.updateOne(expected, { $set: lease }));
    return matchedCount === 1;
  }
}
