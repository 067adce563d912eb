import type { Collection, Db } from 'mongodb';
import type {
  DeadLetter,
  DeadLetterRequest,
  ParkedKey,
} from '../../application/event-processor/dead-letter.js';
import type { DeadLetterStore } from '../../application/event-processor/dead-letter-store.js';
import { positionText } from './position-text.js';
import { available } from './unavailable.js';

type StoredDeadLetter = Omit<DeadLetter, 'position'> & { readonly _id: string; readonly position: string };

/** Parked events in the collection `deadLetters`; ids sort by handler and position. */
export class MongoDeadLetterStore implements DeadLetterStore {
  readonly #letters: Collection<StoredDeadLetter>;

  constructor(db: Db) {
    this.#letters = db.collection('deadLetters');
  }

  async park(letters: readonly DeadLetter[]): Promise<void> {
    const operations = letters.map((letter) => ({
      replaceOne: { filter: { _id: idOf(letter) }, replacement: stored(letter), upsert: true },
    }));
    if (operations.length > 0) await available(() => this.#letters.bulkWrite(operations, { ordered: false }));
  }

  async parkedKeys(handler?: string): Promise<ParkedKey[]> {
    const groups = await available(() =>
      this.#letters
        .aggregate<{ head: StoredDeadLetter; count: number }>([
          { $match: handler === undefined ? {} : { handler } },
          { $sort: { _id: 1 } },
          {
            $group: {
              _id: { handler: '$handler', key: '$key' },
              head: { $first: '$$ROOT' },
              count: { $sum: 1 },
            },
          },
          { $sort: { 'head._id': 1 } },
        ])
        .toArray(),
    );
    return groups.map(({ head, count }) => ({ head: restored(head), waiting: count - 1 }));
  }

  async parkedEvents(handler: string, key: string, limit: number): Promise<DeadLetter[]> {
    const found = this.#letters.find({ handler, key }).sort({ _id: 1 }).limit(limit);
    return (await available(() => found.toArray())).map(restored);
  }

  async remove(letter: DeadLetter): Promise<void> {
    await available(() => this.#letters.deleteOne({ _id: idOf(letter) }));
  }

  async removeHandler(handler: string): Promise<void> {
    await available(() => this.#letters.deleteMany({ handler }));
  }

  async request(head: DeadLetter, request: DeadLetterRequest): Promise<boolean> {
    const { matchedCount } = await available(() =>
      this.#letters.updateOne({ _id: idOf(head) }, { $set: { request } }),
    );
    return matchedCount === 1;
  }

  async requested(handler: string): Promise<DeadLetter[]> {
    const found = this.#letters.find({ handler, request: { $exists: true } }).sort({ _id: 1 });
    return (await available(() => found.toArray())).map(restored);
  }
}

function idOf({ handler, position }: DeadLetter): string {
  return `${handler}|${positionText(position)}`;
}

function stored(letter: DeadLetter): StoredDeadLetter {
  return { _id: idOf(letter), ...letter, position: positionText(letter.position) };
}

function restored({ _id, position, ...letter }: StoredDeadLetter): DeadLetter {
  return { ...letter, position: BigInt(position) };
}
