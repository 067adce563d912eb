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
    return available(async () => {
      const keys = new Map<string, { head: DeadLetter; waiting: number }>();
      for await (const letter of this.#letters
        .find(handler === undefined ? {} : { handler })
        .sort({ _id: 1 })) {
        const known = keys.get(`${letter.handler}|${letter.key}`);
        if (known === undefined)
          keys.set(`${letter.handler}|${letter.key}`, { head: restored(letter), waiting: 0 });
        else known.waiting += 1;
      }
      return [...keys.values()];
    });
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
