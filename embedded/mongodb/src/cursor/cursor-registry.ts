import { randomBytes } from 'node:crypto';
import { MongoError } from '../mongo-error.js';
import type { Cursor } from './cursor.js';

/** How long a cursor may lie idle, as in MongoDB. */
const CURSOR_TIMEOUT_MS = 10 * 60 * 1000;

interface Entry {
  readonly cursor: Cursor;
  readonly noTimeout: boolean;
  lastUsed: number;
}

/** The cursors that still have results. */
export class CursorRegistry {
  readonly #entries = new Map<bigint, Entry>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Keeps a cursor. @returns its id */
  add(cursor: Cursor, noTimeout: boolean): bigint {
    const id = newId();
    this.#entries.set(id, { cursor, noTimeout, lastUsed: this.#now() });
    return id;
  }

  /** @throws MongoError CursorNotFound */
  get(id: bigint, namespace: string): Cursor {
    const entry = this.#entries.get(id);
    if (entry === undefined) throw new MongoError('CursorNotFound', `cursor id ${id} not found`);
    if (entry.cursor.namespace !== namespace) {
      throw new MongoError(
        'Unauthorized',
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${entry.cursor.namespace}`,
      );
    }
    entry.lastUsed = this.#now();
    return entry.cursor;
  }

  /** Forgets a cursor. @returns whether there was one */
  remove(id: bigint): boolean {
    return this.#entries.delete(id);
  }

  /** Forgets the cursors that were idle too long. */
  removeIdle(): void {
    const oldest = this.#now() - CURSOR_TIMEOUT_MS;
    for (const [id, { noTimeout, lastUsed }] of this.#entries) {
      if (!noTimeout && lastUsed < oldest) this.#entries.delete(id);
    }
  }
}

/** A positive 63-bit number no client can guess. */
function newId(): bigint {
  const id = randomBytes(8).readBigUInt64LE() >> 1n;
  return id === 0n ? 1n : id;
}
