import { constants } from 'node:fs';
import { open, readdir, unlink, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { type DirectoryLock, type Disk, SystemDisk, makeDirectory } from '@webstore/embedded-disk';
import { Catalog } from '../catalog/catalog.js';
import type { Journal } from '../catalog/journal.js';
import { fileName, filesOf } from './files.js';
import { lockDirectory } from './lock-directory.js';
import type { OperationKind } from './operation.js';
import type { PackedDocument } from './packed-document.js';
import { recover } from './recovery.js';
import { captureSnapshot, syncDirectory, writeSnapshot } from './snapshot.js';
import type { StorageError } from './storage-error.js';
import { WriteAheadLog } from './write-ahead-log.js';

const DEFAULT_COMPACT_AT = 32 * 1024 * 1024;

/** How {@link DocumentStore.open} behaves. */
export interface StoreOptions {
  /** Told one line when recovery had to repair something, or compaction failed. */
  readonly report?: (line: string) => void;
  /** Called once when the log cannot be written any more. */
  readonly onFailure?: (failure: StorageError) => void;
  /** The size of the log, in bytes, below which it is never compacted. */
  readonly compactAt?: number;
  readonly disk?: Disk;
}

/** All documents of one data directory: in memory, and on disk as a snapshot with a log behind it. */
export class DocumentStore implements Journal {
  readonly catalog: Catalog = new Catalog(this);
  readonly #directory: string;
  readonly #lock: DirectoryLock;
  readonly #compactAt: number;
  readonly #report: (line: string) => void;
  #log!: WriteAheadLog;
  #logNumber = 1;
  #compaction: Promise<void> | undefined;

  private constructor(directory: string, lock: DirectoryLock, options: StoreOptions) {
    this.#directory = directory;
    this.#lock = lock;
    this.#compactAt = options.compactAt ?? DEFAULT_COMPACT_AT;
    this.#report = options.report ?? (() => undefined);
  }

  /**
   * Opens a data directory, creating it if there is none.
   * @throws StorageError when another process uses it or a file is damaged
   */
  static async open(directory: string, options: StoreOptions = {}): Promise<DocumentStore> {
    makeDirectory(directory);
    const lock = await lockDirectory(directory);
    try {
      const store = new DocumentStore(directory, lock, options);
      const recovered = await recover(directory, store.catalog, store.#report);
      const file = await openLog(directory, recovered.log);
      await syncDirectory(directory);
      store.#logNumber = recovered.log;
      store.#log = new WriteAheadLog(
        options.disk ?? new SystemDisk(),
        file,
        recovered.sequence,
        recovered.logBytes,
        options.onFailure ?? (() => undefined),
      );
      return store;
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  append(kind: OperationKind, collectionId: number, document: PackedDocument): void {
    this.#log.append(kind, collectionId, document);
  }

  /** Whether changes are not durable yet. */
  get isDirty(): boolean {
    return this.#log.isDirty;
  }

  /** Resolves when every change made before is durable. */
  async sync(): Promise<void> {
    await this.#log.sync();
    if (
      this.#compaction === undefined &&
      this.#log.bytes > Math.max(this.#compactAt, 2 * this.#liveBytes())
    ) {
      this.#compaction = this.#compact().finally(() => (this.#compaction = undefined));
    }
  }

  /** Resolves when no compaction is under way. */
  async settled(): Promise<void> {
    await this.#compaction;
  }

  /** Writes what is left and gives the directory free. */
  async close(): Promise<void> {
    try {
      await this.#compaction;
      await this.#log.close();
    } finally {
      await this.#lock.release();
    }
  }

  #liveBytes(): number {
    let bytes = 0;
    for (const collection of this.catalog.collections()) bytes += collection.bytes;
    return bytes;
  }

  /**
   * Starts a new log, writes the state before it as a snapshot, and only then removes what both replace. Recovery goes by
   * the newest finished snapshot, so a crash at any point leaves a complete history.
   */
  async #compact(): Promise<void> {
    try {
      const number = this.#logNumber + 1;
      const file = await openLog(this.#directory, number);
      await syncDirectory(this.#directory);
      const snapshot = captureSnapshot(this.catalog);
      const sequence = this.#log.switchTo(file);
      this.#logNumber = number;
      await writeSnapshot(this.#directory, number, snapshot, sequence);
      await this.#removeBefore(number);
    } catch (error) {
      this.#report(`compaction failed, the log goes on: ${(error as Error).message}`);
    }
  }

  async #removeBefore(number: number): Promise<void> {
    const files = filesOf(await readdir(this.#directory));
    for (const old of files.snapshots) {
      if (old < number) await unlink(join(this.#directory, fileName('snapshot', old)));
    }
    for (const old of files.logs) if (old < number) await unlink(join(this.#directory, fileName('log', old)));
  }
}

function openLog(directory: string, number: number): Promise<FileHandle> {
  return open(join(directory, fileName('log', number)), constants.O_RDWR | constants.O_CREAT);
}
