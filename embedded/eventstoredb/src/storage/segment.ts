import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { basename, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { DamagedLogError } from './errors.js';

/** `WSLOG001`, base position (8 bytes), CRC-32 of the 16 bytes before it, 12 bytes unused: the start of each segment. */
export const SEGMENT_HEADER_LENGTH = 32;

const MAGIC = Buffer.from('WSLOG001');

/** One file of the log. `base` is the position of its first byte. */
export interface Segment {
  readonly number: number;
  readonly file: string;
  readonly base: number;
  readonly fd: number;
  /** How many bytes of the file are the log; grows only in the last segment. */
  length: number;
  /** The size of the file, which is made larger ahead of the writing. */
  size: number;
}

/** Where a segment lies, by its number. */
export function segmentFile(directory: string, number: number): string {
  return join(directory, `${String(number).padStart(8, '0')}.log`);
}

/** The number in a segment's file name, or undefined for another file. */
export function segmentNumber(file: string): number | undefined {
  const match = /^(\d{8})\.log$/.exec(basename(file));
  return match ? Number(match[1]) : undefined;
}

/** The bytes a segment begins with; `base` is its position in the whole log. */
export function encodeSegmentHeader(base: number): Buffer {
  const header = Buffer.alloc(SEGMENT_HEADER_LENGTH);
  MAGIC.copy(header);
  header.writeDoubleLE(base, 8);
  header.writeUInt32LE(crc32(header.subarray(0, 16)), 16);
  return header;
}

/**
 * Opens a segment for reading and writing and checks its header.
 *
 * @param expectedBase where the segment before ended
 * @throws DamagedLogError when the header is not that of a segment with this base
 */
export function openSegment(directory: string, number: number, expectedBase: number): Segment {
  const file = segmentFile(directory, number);
  const fd = openSync(file, 'r+');
  const header = Buffer.alloc(SEGMENT_HEADER_LENGTH);
  const read = readSync(fd, header, 0, SEGMENT_HEADER_LENGTH, 0);
  const sound =
    read === SEGMENT_HEADER_LENGTH &&
    header.subarray(0, 8).equals(MAGIC) &&
    crc32(header.subarray(0, 16)) === header.readUInt32LE(16);
  if (!sound || header.readDoubleLE(8) !== expectedBase) {
    closeSync(fd);
    const reason = sound
      ? `it begins at ${header.readDoubleLE(8)}, not at ${expectedBase}`
      : 'the header is not sound';
    throw new DamagedLogError(file, 0, reason);
  }
  const { size } = fstatSync(fd);
  return { number, file, base: expectedBase, fd, length: size, size };
}
