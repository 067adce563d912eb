import { constants } from 'node:fs';
import { open, rename, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { LogDamagedError } from './log-damaged-error.js';
import { scanRecords, type ScannedRecord } from './scan.js';

const MAGIC = Buffer.from('WSMBOX1\n');

interface PendingAppend {
  readonly record: Buffer;
  readonly resolve: (offset: number) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * An append-only file of records. Appends that wait at the same time share one write and one `fdatasync`, and resolve
 * behind it. A torn last record, as a kill leaves behind, is cut off when the file is opened.
 */
export class Log {
  #pending: PendingAppend[] = [];
  #flushing: Promise<void> | undefined;
  #failure: { error: unknown } | undefined;

  private constructor(
    private readonly file: string,
    private handle: FileHandle,
    private size: number,
    /** Bytes of a torn last record that were cut off. */
    readonly cutBytes: number,
  ) {}

  /** Opens or creates the file and hands every record to `visit`. @throws LogDamagedError */
  static async open(file: string, visit: (record: ScannedRecord) => void): Promise<Log> {
    const handle = await open(file, constants.O_RDWR | constants.O_CREAT);
    try {
      const { size } = await handle.stat();
      const end = await checkMagic(handle, file, size);
      const intact = scanRecords(handle.fd, file, end, Math.max(size, end), visit);
      const cut = Math.max(0, size - intact);
      if (cut > 0) await handle.truncate(intact);
      await handle.sync();
      await syncFolder(path.dirname(file));
      return new Log(file, handle, intact, cut);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Size of the file in bytes. */
  get bytes(): number {
    return this.size;
  }

  /** Resolves to the record's offset once it is durable. After a failed write every append fails until a restart. */
  append(record: Buffer): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ record, resolve, reject });
      this.#flushing ??= this.#flush();
    });
  }

  async read(offset: number, length: number): Promise<Buffer> {
    const buffer = Buffer.alloc(length);
    await this.handle.read(buffer, 0, length, offset);
    return buffer;
  }

  /**
   * Puts a new file with `records` in the place of the old one; a kill leaves either of them whole. No append may be
   * waiting. `swapped` is called the moment reads go to the new file, with the offset of its first record.
   */
  async rewrite(records: AsyncIterable<Buffer>, swapped: (start: number) => void): Promise<void> {
    const fresh = `${this.file}.new`;
    const handle = await open(fresh, 'w+');
    let size = 0;
    try {
      const write = async (bytes: Buffer): Promise<void> => {
        await writeAll(handle, bytes, size);
        size += bytes.length;
      };
      await write(MAGIC);
      for await (const record of records) await write(record);
      await handle.sync();
      await rename(fresh, this.file);
    } catch (error) {
      await handle.close();
      throw error;
    }
    const old = this.handle;
    this.handle = handle;
    this.size = size;
    swapped(MAGIC.length);
    await old.close();
    await syncFolder(path.dirname(this.file));
  }

  /** Resolves once everything appended so far is settled and the file is closed. */
  async close(): Promise<void> {
    await this.#flushing;
    await this.handle.close();
  }

  async #flush(): Promise<void> {
    await Promise.resolve(); // lets appends of the same turn join the group
    while (this.#pending.length > 0) {
      const group = this.#pending;
      this.#pending = [];
      try {
        if (this.#failure !== undefined) throw this.#failure.error;
        const bytes = Buffer.concat(group.map(({ record }) => record));
        await writeAll(this.handle, bytes, this.size);
        await this.handle.datasync();
        for (const { record, resolve } of group) {
          resolve(this.size);
          this.size += record.length;
        }
      } catch (error) {
        this.#failure = { error };
        for (const { reject } of group) reject(error);
      }
    }
    this.#flushing = undefined;
  }
}

/** Makes sure the file begins as a log does; answers where its records begin. */
async function checkMagic(handle: FileHandle, file: string, size: number): Promise<number> {
  const found = Buffer.alloc(Math.min(size, MAGIC.length));
  await handle.read(found, 0, found.length, 0);
  if (!found.equals(MAGIC.subarray(0, found.length))) throw new LogDamagedError(file, 0);
  if (found.length < MAGIC.length) await handle.write(MAGIC, 0, MAGIC.length, 0);
  return MAGIC.length;
}

/** Writes to the last byte: a nearly full disk takes a part of them without an error. */
async function writeAll(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, position + written);
    written += bytesWritten;
  }
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return; // folders can't be opened there
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
