import { FRAME_HEADER, sealFrame } from './frame.js';
import { OPERATION_HEADER } from './operation.js';
import type { OperationKind } from './operation.js';
import type { PackedDocument } from './packed-document.js';

/** Collects operations until they are written together as one frame. */
export class FrameBuffer {
  #bytes = Buffer.allocUnsafeSlow(64 * 1024);
  #at = FRAME_HEADER;

  get isEmpty(): boolean {
    return this.#at === FRAME_HEADER;
  }

  /** Bytes of the frame so far. */
  get length(): number {
    return this.#at;
  }

  add(kind: OperationKind, collectionId: number, document: PackedDocument): void {
    this.#room(OPERATION_HEADER + document.length);
    this.#bytes[this.#at] = kind;
    this.#bytes.writeUInt32LE(collectionId, this.#at + 1);
    this.#bytes.write(document, this.#at + OPERATION_HEADER, 'latin1');
    this.#at += OPERATION_HEADER + document.length;
  }

  /** The finished frame, valid until {@link reset}. */
  seal(sequence: number): Buffer {
    const frame = this.#bytes.subarray(0, this.#at);
    sealFrame(frame, sequence);
    return frame;
  }

  reset(): void {
    this.#at = FRAME_HEADER;
    if (this.#bytes.length > 4 * 1024 * 1024) this.#bytes = Buffer.allocUnsafeSlow(64 * 1024);
  }

  #room(size: number): void {
    if (this.#at + size <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.#at + size));
    this.#bytes.copy(grown, 0, 0, this.#at);
    this.#bytes = grown;
  }
}
