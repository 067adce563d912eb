import { type DirectoryLock, type Disk, makeDirectory } from '@webstore/embedded-disk';
import { StoreIndex } from '../index/store-index.js';
import { StorageError, WriteFailedError } from '../storage/errors.js';
import { lockDirectory } from '../storage/lock-directory.js';
import { SegmentedLog } from '../storage/log.js';
import { StreamView } from '../streams/stream-view.js';
import { Announcer } from './announcer.js';
import { StoreWriter } from './writer.js';

/** Something that changes the store. Operations run one after the other and see what those before them wrote. */
export interface WriteOperation {
  /** Decides and writes. What it learns may be told only when `durable` is called. */
  run(writer: StoreWriter): void;
  /** Everything written up to and with this operation is durable and visible. */
  durable(): void;
  /** Nothing is known of what this operation wrote; it must not be acknowledged. */
  failed(error: Error): void;
}

/** Options of `EventStore.open`. */
export interface EventStoreOptions {
  /** A segment of the log is closed once it has this many bytes; 32 MiB unless told otherwise. */
  readonly segmentLength?: number;
  /** How many bytes of the log are kept in memory for reading; 8 MiB unless told otherwise. */
  readonly cacheLength?: number;
  readonly disk?: Disk;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Told about repairs when opening and about failures while running. */
  readonly report?: (message: string) => void;
  /** Told when the disk has failed: the store can be read, and takes no more until it is opened again. */
  readonly onFailure?: (failure: Error) => void;
}

/** After this many bytes a group of operations goes to the disk. */
const GROUP_LENGTH = 4 * 1024 * 1024;

const MEBIBYTE = 1024 * 1024;

/**
 * Events on disk and the index over them.
 *
 * Operations that arrive while the disk is busy wait and then share one sync (group commit): none is acknowledged before
 * everything it wrote, and everything it may have seen, is durable. Readers see only what is durable.
 */
export class EventStore {
  readonly index = new StoreIndex();
  readonly now: () => number;
  readonly #log: SegmentedLog;
  readonly #writer: StoreWriter;
  readonly #report: (message: string) => void;
  readonly #onFailure: (failure: Error) => void;
  readonly #announcer = new Announcer();
  #queue: WriteOperation[] = [];
  #visible = 0;
  #working: Promise<void> | undefined;
  #failure: Error | undefined;
  #closed = false;

  private constructor(
    directory: string,
    readonly lock: DirectoryLock,
    options: EventStoreOptions,
  ) {
    this.now = options.now ?? Date.now;
    this.#report = options.report ?? (() => {});
    this.#onFailure = options.onFailure ?? (() => {});
    this.#log = SegmentedLog.open(directory, this.index, {
      segmentLength: options.segmentLength ?? 32 * MEBIBYTE,
      cacheLength: options.cacheLength ?? 8 * MEBIBYTE,
      ...(options.disk && { disk: options.disk }),
      report: this.#report,
    });
    this.#writer = new StoreWriter(this.index, this.#log, this.now);
    this.#visible = this.index.events.count;
    this.index.ids.catchUp();
  }

  /**
   * Opens the store in a directory, which is made if it is not there.
   *
   * @throws DirectoryInUseError when another process has it open
   * @throws DamagedLogError when the log is damaged other than by a torn end
   */
  static async open(directory: string, options: EventStoreOptions = {}): Promise<EventStore> {
    makeDirectory(directory);
    const lock = await lockDirectory(directory);
    try {
      return new EventStore(directory, lock, options);
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** How many events readers see: those with a lower number. */
  get visible(): number {
    return this.#visible;
  }

  get log(): SegmentedLog {
    return this.#log;
  }

  /** A stream as readers see it. */
  view(name: string): StreamView {
    return new StreamView(name, this.index.streams.find(name), this.index, this.#log, this.#visible);
  }

  /** Runs an operation when it is its turn. */
  submit(operation: WriteOperation): void {
    const refusal =
      this.#failure ?? (this.#closed ? new StorageError('the event store is closed') : undefined);
    if (refusal) {
      operation.failed(refusal);
      return;
    }
    this.#queue.push(operation);
    this.#working ??= this.#work();
  }

  /** Calls a listener when events have become visible, soon after but not for each. Answers how to stop that. */
  onVisible(listener: () => void): () => void {
    return this.#announcer.subscribe(listener);
  }

  /** Resolves when everything that was submitted so far is durable, or has failed. */
  drain(): Promise<void> {
    return new Promise((resolve) => this.submit({ run() {}, durable: resolve, failed: () => resolve() }));
  }

  /** Finishes what was submitted, saves the index and closes the files. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#working;
    this.#announcer.close();
    if (!this.#failure) this.#log.finish();
    this.#log.close();
    await this.lock.release();
  }

  async #work(): Promise<void> {
    // Everything that this turn of the event loop reads from the sockets is to be in the first group.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#queue.length > 0) await this.#group();
    this.#working = undefined;
  }

  async #group(): Promise<void> {
    let count = 0;
    try {
      this.#log.roll();
      while (count < this.#queue.length && this.#log.stagedLength < GROUP_LENGTH) {
        this.#queue[count++]!.run(this.#writer);
      }
      if (this.#log.stagedLength > 0) {
        this.#log.flush();
        const syncing = this.#log.sync();
        if (syncing) await syncing;
      }
    } catch (error) {
      this.#fail(error);
      return;
    }
    const group = this.#queue.splice(0, count);
    const news = this.index.events.count - this.#visible;
    this.#visible = this.index.events.count;
    for (const operation of group) operation.durable();
    if (news > 0) this.#announcer.announce(news);
  }

  /** A disk that failed once may have lost what it was given, so nothing is acknowledged any more. */
  #fail(cause: unknown): void {
    const reason = cause instanceof Error ? cause.message : String(cause);
    this.#failure = new WriteFailedError(
      `writing to ${this.#log.directory} failed (${reason}); no append is accepted until the event store is started again`,
    );
    this.#report(this.#failure.message);
    this.#log.abandon();
    const waiting = this.#queue;
    this.#queue = [];
    for (const operation of waiting) operation.failed(this.#failure);
    this.#onFailure(this.#failure);
  }
}
