import { closeSync, fsyncSync, openSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { type Disk, SystemDisk, withoutRoom } from '@webstore/embedded-disk';
import { StorageError } from './errors.js';
import { PAGE_LENGTH, PageCache } from './page-cache.js';
import { RECORD_HEADER_LENGTH, payloadLengthAt, sealRecord } from './record.js';
import { FIRST_RECORD_OFFSET, type Payload, crcOfFile, readTail, scanSegment } from './recovery.js';
import { type Segment, encodeSegmentHeader, openSegment, segmentFile, segmentNumber } from './segment.js';

/** The index's part in opening and rolling the log. */
export interface LogIndex {
  /** Told that the records that come next belong to another segment. */
  begin(): void;
  /**
   * Offers the saved index of a segment. Answers how many bytes of the segment it covers, 0 when there is none; the log
   * verifies the bytes' CRC before `adopt` is called.
   */
  offer(segment: Segment): { readonly covers: number; readonly crc: number; adopt(): void } | undefined;
  /** Takes a record that no saved index covers. */
  visit(payload: Payload): void;
  /** Saves the index of a segment, whose bytes so far have the given CRC. */
  save(segment: Segment, crc: number): void;
}

/** Options of `SegmentedLog.open`. */
export interface LogOptions {
  /** A segment is closed once it has this many bytes. */
  readonly segmentLength: number;
  /** How many bytes of the log are kept in memory for reading. */
  readonly cacheLength: number;
  readonly disk?: Disk;
  /** Told in a sentence about what opening had to repair. */
  readonly report: (message: string) => void;
}

/** Writes a payload for a position at an offset of a buffer and answers the end. */
export type EncodePayload = (buffer: Buffer, offset: number, position: number) => number;

const STAGED_LENGTH = 256 * 1024;

/**
 * A file is made this much larger at a time: syncing is quicker while its size stays the same. It is not filled with zeros: over
 * blocks that are there already, a power cut could leave a later page of a group and not an earlier one, which could not be told
 * from damage.
 */
const ROOM = 1024 * 1024;

/** Bytes of the log: `buffer` from `start` to `end`. Valid until the next read; the bytes themselves never change. */
export interface LogView {
  buffer: Buffer;
  start: number;
  end: number;
}

/**
 * The append-only log of records in segment files. It knows nothing of events. Positions are byte offsets over all
 * segments; the first is above zero.
 */
export class SegmentedLog {
  readonly #segments: Segment[] = [];
  readonly #pages: PageCache;
  readonly #disk: Disk;
  readonly #view: LogView = { buffer: Buffer.alloc(0), start: 0, end: 0 };
  #crc = 0;
  #staged = Buffer.allocUnsafeSlow(STAGED_LENGTH);
  #stagedLength = 0;

  private constructor(
    readonly directory: string,
    readonly options: LogOptions,
    readonly index: LogIndex,
  ) {
    this.#disk = options.disk ?? new SystemDisk();
    this.#pages = new PageCache(Math.max(4, Math.ceil(options.cacheLength / PAGE_LENGTH)), () =>
      this.flush(),
    );
  }

  /**
   * Opens the log of a directory, or begins one, and brings the index up to date. Every byte is verified: by the CRC of
   * a saved index where there is one, else record by record.
   *
   * @throws DamagedLogError when bytes other than a torn end are not what was written
   */
  static open(directory: string, index: LogIndex, options: LogOptions): SegmentedLog {
    const log = new SegmentedLog(directory, options, index);
    try {
      log.#openSegments();
    } catch (error) {
      log.close();
      throw error;
    }
    return log;
  }

  /** The position that the next record gets. */
  get end(): number {
    const { base, length } = this.#last;
    return base + length;
  }

  /**
   * Puts a record at the end of the log. It can be read at once, reaches the file with `flush` and is durable after `sync`.
   *
   * @param bound an upper bound of the payload's length
   * @param following how many records of the same append follow
   * @param encode writes the payload at an offset of a buffer and answers its end
   * @returns the record's position
   */
  stage(bound: number, following: number, encode: EncodePayload): number {
    this.#reserve(RECORD_HEADER_LENGTH + bound);
    const staged = this.#staged;
    const position = this.end;
    const offset = this.#stagedLength;
    const end = encode(staged, offset + RECORD_HEADER_LENGTH, position);
    sealRecord(staged, offset, end - offset - RECORD_HEADER_LENGTH, following, position);
    const segment = this.#last;
    this.#pages.append(segment, segment.length, staged.subarray(offset, end));
    segment.length += end - offset;
    this.#stagedLength = end;
    return position;
  }

  /** How many bytes wait for `flush`. */
  get stagedLength(): number {
    return this.#stagedLength;
  }

  /** Writes the staged records to the file, in one piece. */
  flush(): void {
    if (this.#stagedLength === 0) return;
    const bytes = this.#staged.subarray(0, this.#stagedLength);
    const segment = this.#last;
    if (segment.length > segment.size) this.#resize(segment, segment.length + ROOM);
    this.#disk.write(segment.fd, bytes, segment.length - bytes.length);
    this.#crc = crc32(bytes, this.#crc);
    this.#stagedLength = 0;
  }

  /** Gives up what is staged: there is nothing to write any more, also not before a read. */
  abandon(): void {
    this.#stagedLength = 0;
  }

  /** Makes every record that was flushed durable: on return, or when the promise resolves. */
  sync(): Promise<void> | undefined {
    return this.#disk.sync(this.#last.fd);
  }

  /** Closes the last segment and begins another when it is long enough. Nothing may be staged. */
  roll(): void {
    const segment = this.#last;
    if (segment.length < this.options.segmentLength) return;
    this.#resize(segment, segment.length);
    this.#saveIndex(segment);
    this.#begin(segment.number + 1, segment.base + segment.length);
  }

  /** Gives back unused room and saves the index of the last segment, so that the next opening need not scan it. */
  finish(): void {
    this.#resize(this.#last, this.#last.length);
    if (this.#last.length > FIRST_RECORD_OFFSET) this.#saveIndex(this.#last);
  }

  /** The payload of the record at a position, as a view that the next call overwrites. */
  read(position: number): LogView {
    const segment = this.#segmentOf(position);
    const offset = position - segment.base;
    const within = offset % PAGE_LENGTH;
    const page = this.#pages.page(segment, Math.floor(offset / PAGE_LENGTH));
    const view = this.#view;
    if (within + RECORD_HEADER_LENGTH <= PAGE_LENGTH) {
      const start = within + RECORD_HEADER_LENGTH;
      const end = start + payloadLengthAt(page, within);
      if (end <= PAGE_LENGTH) {
        view.buffer = page;
        view.start = start;
        view.end = end;
        return view;
      }
    }
    const header = this.#copy(segment, offset, RECORD_HEADER_LENGTH);
    view.buffer = this.#copy(segment, offset + RECORD_HEADER_LENGTH, payloadLengthAt(header, 0));
    view.start = 0;
    view.end = view.buffer.length;
    return view;
  }

  /** Closes the files. */
  close(): void {
    for (const segment of this.#segments) closeSync(segment.fd);
    this.#segments.length = 0;
  }

  #resize(segment: Segment, size: number): void {
    if (size === segment.size) return;
    this.#disk.resize(segment.fd, size);
    segment.size = size;
  }

  /** A saved index only makes the next opening faster. */
  #saveIndex(segment: Segment): void {
    try {
      this.index.save(segment, this.#crc);
    } catch (error) {
      this.options.report(`the index of ${segment.file} could not be saved: ${(error as Error).message}`);
    }
  }

  #reserve(bytes: number): void {
    const needed = this.#stagedLength + bytes;
    if (needed <= this.#staged.length) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(needed, this.#staged.length * 2));
    this.#staged.copy(grown, 0, 0, this.#stagedLength);
    this.#staged = grown;
  }

  get #last(): Segment {
    return this.#segments.at(-1)!;
  }

  #segmentOf(position: number): Segment {
    for (let i = this.#segments.length - 1; i > 0; i--) {
      const segment = this.#segments[i]!;
      if (segment.base <= position) return segment;
    }
    return this.#segments[0]!;
  }

  #copy(segment: Segment, offset: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafeSlow(length);
    for (let done = 0; done < length;) {
      const within = (offset + done) % PAGE_LENGTH;
      const page = this.#pages.page(segment, Math.floor((offset + done) / PAGE_LENGTH));
      done += page.copy(bytes, done, within, Math.min(PAGE_LENGTH, within + length - done));
    }
    return bytes;
  }

  #openSegments(): void {
    const numbers = readdirSync(this.directory)
      .map(segmentNumber)
      .filter((number) => number !== undefined)
      .sort((a, b) => a - b);
    if (numbers.length === 0) {
      this.#begin(0, 0);
      return;
    }
    let base = 0;
    for (const [i, number] of numbers.entries()) {
      if (number !== i)
        throw new StorageError(`the log is not complete: ${segmentFile(this.directory, i)} is missing`);
      const last = i === numbers.length - 1;
      if (last && this.#isUnfinished(number)) {
        this.#begin(number, base);
        return;
      }
      const segment = openSegment(this.directory, number, base);
      this.#segments.push(segment);
      this.#load(segment, last);
      base += segment.length;
    }
  }

  /** A process that died while beginning a segment leaves a file with less than a sound header, and nothing in it. */
  #isUnfinished(number: number): boolean {
    const { size } = statSync(segmentFile(this.directory, number));
    return size < FIRST_RECORD_OFFSET;
  }

  #load(segment: Segment, last: boolean): void {
    let from = FIRST_RECORD_OFFSET;
    this.index.begin();
    const offered = this.index.offer(segment);
    const saved = offered && offered.covers <= segment.length ? offered : undefined;
    let crc = crcOfFile(segment, 0, saved?.covers ?? from, 0);
    if (saved && crc === saved.crc) {
      saved.adopt();
      from = saved.covers;
    } else if (saved) {
      this.options.report(`${segment.file} is not what its saved index describes; checking every record`);
      crc = crcOfFile(segment, 0, from, 0);
    }
    const tail = scanSegment(segment, from, last, (payload) => this.index.visit(payload));
    segment.length = tail.end;
    if (tail.torn) this.#cut(segment, tail.torn);
    this.#crc = crcOfFile(segment, from, segment.length, crc);
    if (!last && from < segment.length) this.#saveIndex(segment);
  }

  /** Cuts a torn end off. The bytes are kept beside the log, because only a person can tell what they were. */
  #cut(segment: Segment, reason: string): void {
    const { file, length } = segment;
    const torn = withoutRoom(readTail({ ...segment, length: segment.size }, length));
    const kept = `${file}.torn-${length}`;
    writeFileSync(kept, torn);
    this.#resize(segment, length);
    fsyncSync(segment.fd);
    this.options.report(
      `cut a torn end of ${torn.length} bytes off ${file} at offset ${length} (${reason}); they are kept in ${kept}`,
    );
  }

  #begin(number: number, base: number): void {
    const file = segmentFile(this.directory, number);
    const header = encodeSegmentHeader(base);
    const fd = openSync(file, 'w+');
    this.#disk.write(fd, header, 0);
    fsyncSync(fd);
    const directory = openSync(this.directory, 'r');
    fsyncSync(directory);
    closeSync(directory);
    this.#segments.push({ number, file, base, fd, length: header.length, size: header.length });
    this.#crc = crc32(header);
    this.index.begin();
  }
}
