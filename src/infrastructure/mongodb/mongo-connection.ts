import { setTimeout as delay } from 'node:timers/promises';
import { MongoClient, type Db } from 'mongodb';
import { available } from './unavailable.js';

const RECONNECT_MS = 100;

export interface MongoConnectionSettings {
  /** `mongodb://…` or `mongodb+srv://…`. */
  readonly url: string;
  readonly database: string;
  /** Shown in the server's logs. */
  readonly appName?: string;
}

/** The database of a service: they share a server, never a database. */
export function databaseOf(service: string): string {
  return `webstore_${service}`;
}

/**
 * One client of one process. It connects with the first call and comes back by itself after the server was away;
 * meanwhile calls fail within seconds, so that nobody hangs.
 */
export class MongoConnection {
  readonly #client: MongoClient;
  readonly db: Db;

  /** Touches no network. @throws Error for a malformed URL */
  constructor({ url, database, appName = 'webstore' }: MongoConnectionSettings) {
    this.#client = new MongoClient(url, {
      appName,
      serverSelectionTimeoutMS: 2_000,
      connectTimeoutMS: 2_000,
      socketTimeoutMS: 10_000,
      maxPoolSize: 20,
      ignoreUndefined: true,
      writeConcern: { w: 'majority', journal: true },
    });
    this.db = this.#client.db(database);
  }

  /**
   * Connects, trying again until that has worked or `signal` aborts: the driver gives up a client whose first attempt has
   * failed, and keeps one connected that has been connected once.
   */
  async connect(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#client.connect();
        return;
      } catch {
        await delay(RECONNECT_MS, undefined, { signal }).catch(() => {});
      }
    }
  }

  /** The names of all databases on the server. @throws ReadModelUnavailableError */
  async databases(): Promise<string[]> {
    const { databases } = await available(() => this.db.admin().listDatabases({ nameOnly: true }));
    return databases.map(({ name }) => name);
  }

  /** Another database over the same client. */
  database(name: string): Db {
    return this.#client.db(name);
  }

  /** @throws ReadModelUnavailableError unless the server answers */
  async ping(): Promise<void> {
    await available(() => this.db.command({ ping: 1 }));
  }

  async close(): Promise<void> {
    await this.#client.close();
  }
}
