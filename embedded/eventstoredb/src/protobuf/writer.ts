import { varintLength, writeVarint, writeVarint64 } from './varint.js';

/**
 * Builds one protobuf message. Fields are written in the order of the calls; a field is always written, also with its
 * default value, because a oneof member with a default value carries meaning.
 */
export class ProtoWriter {
  #buffer = Buffer.allocUnsafe(256);
  #length = 0;

  uint64(field: number, value: number | bigint): this {
    this.#reserve(15);
    this.#length = writeVarint(this.#buffer, this.#length, field << 3);
    this.#length = writeVarint64(this.#buffer, this.#length, value);
    return this;
  }

  /** A signed integer, also of 32 bits: negative ones are sign-extended. */
  int64(field: number, value: number): this {
    return this.uint64(field, value < 0 ? BigInt(value) : value);
  }

  bool(field: number, value: boolean): this {
    return this.uint64(field, value ? 1 : 0);
  }

  bytes(field: number, value: Uint8Array): this {
    this.#reserve(10 + value.length);
    this.#length = writeVarint(this.#buffer, this.#length, (field << 3) | 2);
    this.#length = writeVarint(this.#buffer, this.#length, value.length);
    this.#buffer.set(value, this.#length);
    this.#length += value.length;
    return this;
  }

  string(field: number, value: string): this {
    const length = Buffer.byteLength(value);
    this.#reserve(10 + length);
    this.#length = writeVarint(this.#buffer, this.#length, (field << 3) | 2);
    this.#length = writeVarint(this.#buffer, this.#length, length);
    this.#length += this.#buffer.write(value, this.#length, 'utf8');
    return this;
  }

  /** An embedded message; without `build` the empty message, which is how the protocol says "this case, no content". */
  message(field: number, build?: (inner: this) => void): this {
    this.#reserve(10);
    this.#length = writeVarint(this.#buffer, this.#length, (field << 3) | 2);
    const lengthAt = this.#length++;
    this.#buffer[lengthAt] = 0;
    if (!build) return this;
    build(this);
    const content = this.#length - lengthAt - 1;
    const extra = varintLength(content) - 1;
    if (extra > 0) {
      this.#reserve(extra);
      this.#buffer.copyWithin(lengthAt + 1 + extra, lengthAt + 1, this.#length);
      this.#length += extra;
    }
    writeVarint(this.#buffer, lengthAt, content);
    return this;
  }

  /** The message so far, as a view that stays valid: the writer does not touch those bytes again. */
  finish(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }

  #reserve(bytes: number): void {
    const needed = this.#length + bytes;
    if (needed <= this.#buffer.length) return;
    const grown = Buffer.allocUnsafe(Math.max(needed, this.#buffer.length * 2));
    this.#buffer.copy(grown, 0, 0, this.#length);
    this.#buffer = grown;
  }
}
