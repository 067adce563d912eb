import { FRAME_HEADER_LENGTH } from '../grpc/framing.js';
import { varintLength, writeVarint } from '../protobuf/varint.js';

/** A piece of a buffer that holds an encoded message. */
export interface Slice {
  readonly buffer: Buffer;
  readonly start: number;
  readonly end: number;
}

const CHUNK_LENGTH = 64 * 1024;

/** The most bytes around the events of one message: frame header, tags, lengths, position. */
const OVERHEAD = 64;

/** Puts framed `ReadResp` messages one behind the other, so that many leave in one write. */
export class FrameWriter {
  #chunk: Buffer = Buffer.alloc(0);
  #start = 0;
  #end = 0;

  /** How many bytes wait to be taken. */
  get length(): number {
    return this.#end - this.#start;
  }

  /** Whether enough is there for one write. */
  get isFull(): boolean {
    return this.length >= CHUNK_LENGTH / 2;
  }

  /**
   * Adds `ReadResp { ReadEvent event = 1 { RecordedEvent event = 1; RecordedEvent link = 2; uint64 commit_position = 3 } }`.
   *
   * @param event missing for a link whose target is not there
   * @param retryCount what `int32 retry_count = 5` of persistent subscriptions tells; missing for other reads
   */
  event(event: Slice | undefined, link: Slice | undefined, position: number, retryCount?: number): void {
    const eventLength = event ? event.end - event.start : 0;
    const linkLength = link ? link.end - link.start : 0;
    const inner =
      (event ? 1 + varintLength(eventLength) + eventLength : 0) +
      (link ? 1 + varintLength(linkLength) + linkLength : 0) +
      1 +
      varintLength(position) +
      (retryCount === undefined ? 0 : 1 + varintLength(retryCount));
    this.#reserve(inner + OVERHEAD);
    const chunk = this.#chunk;
    let at = this.#header(1 + varintLength(inner) + inner);
    chunk[at++] = 0x0a;
    at = writeVarint(chunk, at, inner);
    if (event) {
      chunk[at++] = 0x0a;
      at = writeVarint(chunk, at, eventLength);
      at += event.buffer.copy(chunk, at, event.start, event.end);
    }
    if (link) {
      chunk[at++] = 0x12;
      at = writeVarint(chunk, at, linkLength);
      at += link.buffer.copy(chunk, at, link.start, link.end);
    }
    chunk[at++] = 0x18;
    at = writeVarint(chunk, at, position);
    if (retryCount !== undefined) {
      chunk[at++] = 0x28;
      at = writeVarint(chunk, at, retryCount);
    }
    this.#end = at;
  }

  /** Adds any other message. */
  message(message: Uint8Array): void {
    this.#reserve(message.length + OVERHEAD);
    const at = this.#header(message.length);
    this.#chunk.set(message, at);
    this.#end = at + message.length;
  }

  /** What was added since the last call. The bytes stay as they are. */
  take(): Buffer {
    const frames = this.#chunk.subarray(this.#start, this.#end);
    this.#start = this.#end;
    return frames;
  }

  #header(length: number): number {
    this.#chunk[this.#end] = 0;
    this.#chunk.writeUInt32BE(length, this.#end + 1);
    return this.#end + FRAME_HEADER_LENGTH;
  }

  #reserve(bytes: number): void {
    if (this.#end + bytes <= this.#chunk.length) return;
    const waiting = this.length;
    const larger = Buffer.allocUnsafeSlow(Math.max(CHUNK_LENGTH, waiting + bytes));
    this.#chunk.copy(larger, 0, this.#start, this.#end);
    this.#chunk = larger;
    this.#start = 0;
    this.#end = waiting;
  }
}
