import { crc32 } from 'node:zlib';

/**
 * One record of the log:
 *
 * | offset | size | content |
 * |---|---|---|
 * | 0 | 4 | magic `WSR1` |
 * | 4 | 4 | length of the payload |
 * | 8 | 4 | CRC-32 of everything from offset 12 to the end of the payload |
 * | 12 | 4 | how many records of the same append follow (an append counts only when its last record is there) |
 * | 16 | 8 | position of this record in the whole log |
 * | 24 | | payload; empty for a record that only takes up a position |
 *
 * Numbers are little-endian.
 */
export const RECORD_HEADER_LENGTH = 24;

const MAGIC = 0x31525357;
const CRC_COVERS_FROM = 12;

/** The longest payload a record may have; a longer length in a header is damage. */
export const MAX_PAYLOAD_LENGTH = 16 * 1024 * 1024;

/**
 * Fills in the header of a record whose payload is already at `offset + RECORD_HEADER_LENGTH`.
 *
 * @throws RangeError for a payload that would be taken for damage when it is read again
 */
export function sealRecord(
  buffer: Buffer,
  offset: number,
  payloadLength: number,
  following: number,
  position: number,
): void {
  if (payloadLength > MAX_PAYLOAD_LENGTH)
    throw new RangeError(`a record of ${payloadLength} bytes is longer than ${MAX_PAYLOAD_LENGTH}`);
  buffer.writeUInt32LE(MAGIC, offset);
  buffer.writeUInt32LE(payloadLength, offset + 4);
  buffer.writeUInt32LE(following, offset + 12);
  buffer.writeDoubleLE(position, offset + 16);
  const end = offset + RECORD_HEADER_LENGTH + payloadLength;
  buffer.writeUInt32LE(crc32(buffer.subarray(offset + CRC_COVERS_FROM, end)), offset + 8);
}

/** What `inspectRecord` found: a sound record, or that the bytes are none. */
export type Inspection =
  | { readonly sound: true; readonly payloadLength: number; readonly following: number }
  | { readonly sound: false; readonly reason: string };

/** Checks magic, position, length and CRC of the record at `offset`, of which `available` bytes are in the file. */
export function inspectRecord(
  buffer: Buffer,
  offset: number,
  available: number,
  position: number,
): Inspection {
  if (available < RECORD_HEADER_LENGTH) return { sound: false, reason: 'the header is incomplete' };
  if (buffer.readUInt32LE(offset) !== MAGIC) return { sound: false, reason: 'no record begins here' };
  const payloadLength = buffer.readUInt32LE(offset + 4);
  if (payloadLength > MAX_PAYLOAD_LENGTH)
    return { sound: false, reason: `the length ${payloadLength} is impossible` };
  if (RECORD_HEADER_LENGTH + payloadLength > available)
    return { sound: false, reason: 'the record is incomplete' };
  const end = offset + RECORD_HEADER_LENGTH + payloadLength;
  if (crc32(buffer.subarray(offset + CRC_COVERS_FROM, end)) !== buffer.readUInt32LE(offset + 8)) {
    return { sound: false, reason: 'the CRC does not match' };
  }
  if (buffer.readDoubleLE(offset + 16) !== position)
    return { sound: false, reason: 'the position does not match' };
  return { sound: true, payloadLength, following: buffer.readUInt32LE(offset + 12) };
}

/** The offset of the next sound record at or after `from`, or -1. */
export function findSoundRecord(buffer: Buffer, from: number, positionOfStart: number): number {
  const magic = Buffer.alloc(4);
  magic.writeUInt32LE(MAGIC);
  for (let at = buffer.indexOf(magic, from); at >= 0; at = buffer.indexOf(magic, at + 1)) {
    if (inspectRecord(buffer, at, buffer.length - at, positionOfStart + at).sound) return at;
  }
  return -1;
}

/** The payload length in a header that is known to be sound. */
export function payloadLengthAt(buffer: Buffer, offset: number): number {
  return buffer.readUInt32LE(offset + 4);
}
