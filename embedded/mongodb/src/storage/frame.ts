import { crc32 } from 'node:zlib';

/** A frame is what one fsync makes durable: magic (4), payload length (4), sequence (8), CRC-32 (4), payload. */
export const FRAME_HEADER = 20;
const MAGIC = Buffer.from('WSD1', 'latin1');

/** A frame as read. */
export interface Frame {
  readonly sequence: number;
  readonly payload: Buffer;
}

/** Fills in the header of the frame whose payload already stands behind {@link FRAME_HEADER} bytes of room. */
export function sealFrame(frame: Buffer, sequence: number): void {
  MAGIC.copy(frame, 0);
  frame.writeUInt32LE(frame.length - FRAME_HEADER, 4);
  frame.writeBigUInt64LE(BigInt(sequence), 8);
  frame.writeUInt32LE(checksum(frame, 0, frame.length), 16);
}

/** The length of the whole frame whose header starts at `at`, `undefined` if there is no header. */
export function frameLength(bytes: Buffer, at: number): number | undefined {
  if (at + FRAME_HEADER > bytes.length || bytes.compare(MAGIC, 0, 4, at, at + 4) !== 0) return undefined;
  return FRAME_HEADER + bytes.readUInt32LE(at + 4);
}

/** The frame at `at`, `undefined` if it is not whole and sound. */
export function frameAt(bytes: Buffer, at: number): Frame | undefined {
  const length = frameLength(bytes, at);
  if (length === undefined || at + length > bytes.length) return undefined;
  if (checksum(bytes, at, at + length) !== bytes.readUInt32LE(at + 16)) return undefined;
  return {
    sequence: Number(bytes.readBigUInt64LE(at + 8)),
    payload: bytes.subarray(at + FRAME_HEADER, at + length),
  };
}

/** Whether any sound frame starts in `bytes` at or after `from`. */
export function hasFrame(bytes: Buffer, from: number): boolean {
  for (let at = bytes.indexOf(MAGIC, from); at >= 0; at = bytes.indexOf(MAGIC, at + 1)) {
    if (frameAt(bytes, at) !== undefined) return true;
  }
  return false;
}

function checksum(bytes: Buffer, start: number, end: number): number {
  return crc32(bytes.subarray(start + FRAME_HEADER, end), crc32(bytes.subarray(start + 4, start + 16)));
}
