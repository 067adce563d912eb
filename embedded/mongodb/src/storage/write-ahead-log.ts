import type { FileHandle } from 'node:fs/promises';
import { type Disk, makeRoom } from '@webstore/embedded-disk';
import { FrameBuffer } from './frame-buffer.js';
import type { OperationKind } from './operation.js';
import type { PackedDocument } from './packed-document.js';
import { StorageError } from './storage-error.js';

/** A log's file. Behind its `length` there may be room of zeros, up to its `size`. */
interface LogFile {
  readonly handle: FileHandle;
  length: number;
  size: number;
}

interface Batch {
  readonly file: LogFile;
  readonly frame: FrameBuffer;
  readonly written: Promise<void>;
  readonly settle: (failure?: StorageError) => void;
}

/**
 * The log of changes. What is appended while a write is under way is written next, as one frame under one fsync, so the
 * more callers wait the fewer fsyncs each of them costs.
 *
 * After a failed write or fsync nothing more is accepted: what the disk then holds is only known after reopening.
 */
export class WriteAheadLog {
  #file: LogFile;
  #sequence: number;
  #open: Batch | undefined;
  readonly #queue: Batch[] = [];
  readonly #spare: FrameBuffer[] = [];
  #running: Promise<void> | undefined;
  #failure: StorageError | undefined;

  /**
   * @param file open for reading and writing, not for appending
   * @param sequence of the next frame
   * @param bytes the file already holds
   */
  constructor(
    private readonly disk: Disk,
    file: FileHandle,
    sequence: number,
    bytes: number,
    private readonly onFailure: (failure: StorageError) => void,
  ) {
    this.#file = { handle: file, length: bytes, size: bytes };
    this.#sequence = sequence;
  }

  /** Bytes in the current file, with those still to be written. */
  get bytes(): number {
    return this.#file.length + (this.#open?.frame.length ?? 0);
  }

  /** Adds an operation to the next frame. @throws StorageError after a failed write */
  append(kind: OperationKind, collectionId: number, document: PackedDocument): void {
    if (this.#failure !== undefined) throw this.#failure;
    (this.#open ??= this.#newBatch()).frame.add(kind, collectionId, document);
  }

  /** Resolves when all that was appended before is durable. @throws StorageError when it could not be written */
  async sync(): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    const last = this.#open ?? this.#queue.at(-1);
    if (last === undefined) return;
    this.#running ??= this.#run();
    await last.written;
  }

  /** Whether a {@link sync} would have to wait. */
  get isDirty(): boolean {
    return this.#open !== undefined || this.#queue.length > 0;
  }

  /**
   * Everything appended from now on goes to `file`; the old file is closed when its last frame is durable.
   * @returns the sequence of the first frame of the new file
   */
  switchTo(file: FileHandle): number {
    const old = this.#file;
    const last = this.#open ?? this.#queue.at(-1);
    this.#file = { handle: file, length: 0, size: 0 };
    this.#open = undefined;
    if (last !== undefined) this.#running ??= this.#run();
    void (last?.written ?? Promise.resolve()).catch(() => undefined).then(() => this.#leave(old));
    return this.#sequence + this.#queue.length;
  }

  /** Writes what is left and closes the file. */
  async close(): Promise<void> {
    try {
      await this.sync();
    } finally {
      await this.#running;
      await this.#leave(this.#file);
    }
  }

  /** Closes a file that is written to no more; if the room behind it can't be cut off, it stays and does no harm. */
  async #leave({ handle, length }: LogFile): Promise<void> {
    try {
      if (this.#failure === undefined) this.disk.resize(handle.fd, length);
    } catch {
      // See above.
    }
    await handle.close();
  }

  #newBatch(): Batch {
    const { promise, resolve, reject } = deferred();
    promise.catch(() => undefined);
    const batch: Batch = {
      file: this.#file,
      frame: this.#spare.pop() ?? new FrameBuffer(),
      written: promise,
      settle: (failure) => (failure === undefined ? resolve() : reject(failure)),
    };
    this.#queue.push(batch);
    return batch;
  }

  /** Waits for the end of the event loop's turn first, so that commands which arrived together share a frame. */
  async #run(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    for (let batch = this.#queue[0]; batch !== undefined; batch = this.#queue[0]) {
      if (batch === this.#open) this.#open = undefined;
      await this.#write(batch);
    }
    this.#running = undefined;
  }

  async #write(batch: Batch): Promise<void> {
    try {
      if (this.#failure !== undefined) throw this.#failure;
      const { file } = batch;
      const frame = batch.frame.seal(this.#sequence);
      this.disk.write(file.handle.fd, frame, file.length);
      file.length += frame.length;
      if (file.length > file.size) file.size = makeRoom(this.disk, file.handle.fd, file.length);
      const syncing = this.disk.sync(file.handle.fd);
      if (syncing !== undefined) await syncing;
      this.#sequence += 1;
      batch.frame.reset();
      this.#queue.shift();
      if (this.#spare.length < 2) this.#spare.push(batch.frame);
      batch.settle();
    } catch (error) {
      this.#queue.shift();
      if (this.#failure === undefined) {
        this.#failure = new StorageError(`cannot write the log: ${(error as Error).message}`, {
          cause: error,
        });
        this.onFailure(this.#failure);
      }
      batch.settle(this.#failure);
    }
  }
}

function deferred(): { promise: Promise<void>; resolve: () => void; reject: (error: Error) => void } {
  let resolve!: () => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<void>((done, failed) => {
    resolve = done;
    reject = failed;
  });
  return { promise, resolve, reject };
}
