import { Code, StatusError } from './status.js';

/** A gRPC message is preceded by a compression flag (1 byte) and its length (4 bytes, big-endian). */
export const FRAME_HEADER_LENGTH = 5;

/** No request may be longer; an append may be 1 MiB, and a client sends all its events before the answer. */
export const MAX_MESSAGE_LENGTH = 64 * 1024 * 1024;

/** Puts a frame header before a message. */
export function frame(message: Uint8Array): Buffer {
  const framed = Buffer.allocUnsafe(FRAME_HEADER_LENGTH + message.length);
  framed[0] = 0;
  framed.writeUInt32BE(message.length, 1);
  framed.set(message, FRAME_HEADER_LENGTH);
  return framed;
}

/** Cuts a byte stream into gRPC messages. Messages are views where a chunk holds them whole. */
export class FrameDecoder {
  #waiting: Buffer[] = [];
  #waitingLength = 0;

  constructor(readonly onMessage: (message: Buffer) => void) {}

  /** @throws StatusError for a compressed message or one that is too long */
  push(chunk: Buffer): void {
    let bytes = chunk;
    if (this.#waitingLength > 0) {
      this.#waiting.push(chunk);
      this.#waitingLength += chunk.length;
      if (this.#waitingLength < this.#neededLength()) return;
      bytes = Buffer.concat(this.#waiting);
      this.#waiting = [];
      this.#waitingLength = 0;
    }
    let at = 0;
    while (bytes.length - at >= FRAME_HEADER_LENGTH) {
      const length = messageLength(bytes, at);
      const end = at + FRAME_HEADER_LENGTH + length;
      if (end > bytes.length) break;
      this.onMessage(bytes.subarray(at + FRAME_HEADER_LENGTH, end));
      at = end;
    }
    if (at < bytes.length) {
      this.#waiting.push(at === 0 ? bytes : bytes.subarray(at));
      this.#waitingLength = bytes.length - at;
    }
  }

  /** Nothing more comes. @throws StatusError when the last message is not whole */
  end(): void {
    if (this.#waitingLength > 0) throw new StatusError(Code.INTERNAL, 'Incomplete message.');
  }

  #neededLength(): number {
    let first = this.#waiting[0]!;
    if (first.length < FRAME_HEADER_LENGTH) {
      if (this.#waitingLength < FRAME_HEADER_LENGTH) return FRAME_HEADER_LENGTH;
      first = Buffer.concat(this.#waiting);
      this.#waiting = [first];
    }
    return FRAME_HEADER_LENGTH + messageLength(first, 0);
  }
}

function messageLength(bytes: Buffer, at: number): number {
  if (bytes[at] !== 0) throw new StatusError(Code.UNIMPLEMENTED, 'compressed messages are not supported');
  const length = bytes.readUInt32BE(at + 1);
  if (length > MAX_MESSAGE_LENGTH) {
    throw new StatusError(
      Code.INVALID_ARGUMENT,
      `a message of ${length} bytes is longer than ${MAX_MESSAGE_LENGTH}`,
    );
  }
  return length;
}
