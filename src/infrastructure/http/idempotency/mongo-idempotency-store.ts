import { randomUUID } from 'node:crypto';
import { type Collection, type Db, MongoError } from 'mongodb';
import { ReadModelUnavailableError } from '../../../application/read-models/read-model-unavailable-error.js';
import type { Answer } from '../server/answer.js';
import type { Claim, IdempotencyStore } from './idempotency-store.js';

const DUPLICATE_KEY = 11000;
/** How often a claim is renewed while its request runs. Most are answered before the first time. */
const RENEWAL_MS = 500;
/**
 * Below what a repeat waits, so that a gateway's second try is answered when the first one's instance has died. If that
 * lives after all, both execute the same command, and one of them changes nothing.
 */
const CLAIM_LOST_AFTER_MS = 1_500;
const KEPT_MS = 24 * 60 * 60 * 1000;

interface IdempotencyRecord {
  /** The idempotency key, in lower case. */
  readonly _id: string;
  readonly fingerprint: string;
  readonly claimId: string;
  /** Name of the instance that claimed it. */
  readonly owner: string;
  readonly at: Date;
  readonly answer?: Answer;
}

/** Idempotency keys in the service's own MongoDB database, kept for a day. */
export class MongoIdempotencyStore implements IdempotencyStore {
  readonly #records: Collection<IdempotencyRecord>;
  readonly #running = new Set<string>();
  #renewing: NodeJS.Timeout | undefined;

  /** `instance` is unique among the running processes of the service and stays the same over restarts. */
  constructor(
    database: Db,
    private readonly instance: string,
  ) {
    this.#records = database.collection<IdempotencyRecord>('idempotency');
  }

  async claim(key: string, fingerprint: string): Promise<Claim> {
    const claimId = randomUUID();
    const record = { _id: key.toLowerCase(), fingerprint, claimId, owner: this.instance, at: new Date() };
    this.#running.add(claimId);
    let claimed = false;
    try {
      const found = await this.#insertOrFind(record);
      if (found === undefined) claimed = true;
      else if (found.answer !== undefined) {
        return { kind: 'answered', fingerprint: found.fingerprint, answer: found.answer };
      } else if (!this.#isLost(found)) return { kind: 'in-progress', fingerprint: found.fingerprint };
      else if (found.fingerprint === fingerprint) claimed = await this.#takeOver(found, record);
      return claimed
        ? { kind: 'claimed', claimId }
        : { kind: 'in-progress', fingerprint: found?.fingerprint ?? fingerprint };
    } finally {
      if (!claimed) this.#running.delete(claimId);
      else if (this.#renewing === undefined) this.#renewLater();
    }
  }

  async record(key: string, claimId: string, answer: Answer): Promise<void> {
    try {
      await this.#records.updateOne(
        { _id: key.toLowerCase(), claimId },
        { $set: { answer, at: new Date() } },
      );
    } catch (error) {
      throw new ReadModelUnavailableError('The answer could not be kept for a repeat', { cause: error });
    }
    this.#running.delete(claimId);
  }

  async release(key: string, claimId: string): Promise<void> {
    this.#running.delete(claimId);
    await this.#records
      .deleteOne({ _id: key.toLowerCase(), claimId, answer: { $exists: false } })
      .catch(() => {});
  }

  /** Forgets what is older than a day. @throws TransientError */
  async sweep(): Promise<void> {
    try {
      await this.#records.createIndex({ at: 1 });
      await this.#records.deleteMany({ at: { $lt: new Date(Date.now() - KEPT_MS) } });
    } catch (error) {
      throw new ReadModelUnavailableError('Old idempotency keys could not be removed', { cause: error });
    }
  }

  async #insertOrFind(record: IdempotencyRecord): Promise<IdempotencyRecord | undefined> {
    try {
      await this.#records.insertOne(record);
      return undefined;
    } catch (error) {
      if (!(error instanceof MongoError) || error.code !== DUPLICATE_KEY) {
        throw new ReadModelUnavailableError('The idempotency keys can not be reached', { cause: error });
      }
    }
    try {
      return (await this.#records.findOne({ _id: record._id })) ?? { ...record, at: new Date() };
    } catch (error) {
      throw new ReadModelUnavailableError('The idempotency keys can not be reached', { cause: error });
    }
  }

  #renewLater(): void {
    this.#renewing = setTimeout(() => void this.#renew(), RENEWAL_MS).unref();
  }

  /** Says of all that run that they do, for as long as there are any. */
  async #renew(): Promise<void> {
    const own = { claimId: { $in: [...this.#running] }, owner: this.instance, answer: { $exists: false } };
    if (this.#running.size > 0) {
      await this.#records.updateMany(own, { $set: { at: new Date() } }).catch(() => {});
    }
    this.#renewing = undefined;
    if (this.#running.size > 0) this.#renewLater();
  }

  #isLost(found: IdempotencyRecord): boolean {
    if (found.owner === this.instance) return !this.#running.has(found.claimId);
    return Date.now() - found.at.getTime() > CLAIM_LOST_AFTER_MS;
  }

  async #takeOver(found: IdempotencyRecord, record: IdempotencyRecord): Promise<boolean> {
    try {
      const result = await this.#records.replaceOne({ _id: found._id, claimId: found.claimId }, record);
      return result.modifiedCount === 1;
    } catch (error) {
      throw new ReadModelUnavailableError('The idempotency keys can not be reached', { cause: error });
    }
  }
}
