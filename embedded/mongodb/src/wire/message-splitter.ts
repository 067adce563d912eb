import { HEADER_BYTES, MAX_MESSAGE_BYTES } from './op-code.js';

/** Cuts a stream of bytes into messages; each comes whole, header included. */
export class MessageSplitter {
  readonly #chunks: Buffer[] = [];
  #size = 0;

  /** Adds what was received. @returns the messages now complete @throws RangeError when a message has an impossible length */
  push(chunk: Buffer): Buffer[] {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    const messages: Buffer[] = [];
    for (
      let length = this.#nextLength();
      length !== undefined && this.#size >= length;
      length = this.#nextLength()
    ) {
      messages.push(this.#take(length));
    }
    return messages;
  }

  #nextLength(): number | undefined {
    if (this.#size < 4) return undefined;
    if (this.#chunks[0]!.length < 4) this.#join();
    const length = this.#chunks[0]!.readInt32LE(0);
    if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES)
      throw new RangeError(`a message of ${length} bytes`);
    return length;
  }

  #take(length: number): Buffer {
    if (this.#chunks[0]!.length < length) this.#join();
    const first = this.#chunks[0]!;
    this.#size -= length;
    if (first.length === length) this.#chunks.shift();
    else this.#chunks[0] = first.subarray(length);
    return first.subarray(0, length);
  }

  #join(): void {
    const joined = Buffer.concat(this.#chunks);
    this.#chunks.length = 0;
    this.#chunks.push(joined);
  }
}
