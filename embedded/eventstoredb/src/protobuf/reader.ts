/** Thrown when bytes from the network or the disk are not the protobuf message they should be. */
export class MalformedMessageError extends Error {
  override readonly name = 'MalformedMessageError';
}

/** The number of a field, with its wire type, as one integer: `field << 3 | wireType`. */
export type Tag = number;

const WIRE_VARINT = 0;
const WIRE_64BIT = 1;
const WIRE_LENGTH = 2;
const WIRE_32BIT = 5;

/**
 * A cursor over one protobuf message (https://protobuf.dev/programming-guides/encoding/). It copies nothing: byte fields
 * are views of the buffer it reads from.
 *
 * Read fields with `while ((tag = reader.tag()))`, and `skip(tag)` those that are not known.
 */
export class ProtoReader {
  constructor(
    readonly buffer: Buffer,
    public position = 0,
    public end = buffer.length,
  ) {}

  /** The next field's tag, or 0 at the end of the message. */
  tag(): Tag {
    return this.position < this.end ? this.uint32() : 0;
  }

  uint32(): number {
    const value = this.uint64();
    return Number(value) >>> 0;
  }

  /** A 64-bit unsigned integer: a number when it is exact as one, else a bigint. */
  uint64(): number | bigint {
    const { buffer } = this;
    let low = 0;
    let high = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      if (this.position >= this.end)
        throw new MalformedMessageError('a number runs over the end of the message');
      const byte = buffer[this.position++]!;
      const bits = byte & 0x7f;
      if (shift < 28) low |= bits << shift;
      else if (shift === 28) {
        low |= bits << 28;
        high |= bits >>> 4;
      } else high |= bits << (shift - 32);
      if (byte < 0x80) {
        low >>>= 0;
        high >>>= 0;
        return high < 0x200000 ? high * 0x1_0000_0000 + low : (BigInt(high) << 32n) | BigInt(low);
      }
    }
    throw new MalformedMessageError('a number is longer than ten bytes');
  }

  /** A 64-bit signed integer, clamped to the range in which a number is exact. */
  int64(): number {
    const value = this.uint64();
    if (typeof value === 'number') return value;
    return Number(BigInt.asIntN(64, value));
  }

  bool(): boolean {
    return this.uint64() !== 0;
  }

  /** The bytes of a length-delimited field, as a view. */
  bytes(): Buffer {
    const end = this.#enclosedEnd();
    const bytes = this.buffer.subarray(this.position, end);
    this.position = end;
    return bytes;
  }

  string(): string {
    const end = this.#enclosedEnd();
    const text = this.buffer.toString('utf8', this.position, end);
    this.position = end;
    return text;
  }

  /** A reader over an embedded message; this reader moves behind it. */
  message(): ProtoReader {
    const end = this.#enclosedEnd();
    const inner = new ProtoReader(this.buffer, this.position, end);
    this.position = end;
    return inner;
  }

  /** Moves behind a field whose tag has been read. */
  skip(tag: Tag): void {
    switch (tag & 7) {
      case WIRE_VARINT:
        this.uint64();
        return;
      case WIRE_64BIT:
        this.#advance(8);
        return;
      case WIRE_LENGTH:
        this.position = this.#enclosedEnd();
        return;
      case WIRE_32BIT:
        this.#advance(4);
        return;
      default:
        throw new MalformedMessageError(`wire type ${tag & 7} is not supported`);
    }
  }

  #advance(bytes: number): void {
    if (this.position + bytes > this.end)
      throw new MalformedMessageError('a field runs over the end of the message');
    this.position += bytes;
  }

  #enclosedEnd(): number {
    const length = this.uint32();
    const end = this.position + length;
    if (end > this.end) throw new MalformedMessageError('a field runs over the end of the message');
    return end;
  }
}
